package payments.emulator;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The emulator's alarms, asked by CloudWatch's query protocol: it does not know the one that newer SDKs speak. */
final class Alarms {
    private Alarms() {}

    /**
     * One alarm.
     *
     * @param name its name
     * @param actions what it notifies
     */
    record Alarm(String name, List<String> actions) {}

    static List<Alarm> in(Emulator emulator, String region) {
        String xml = emulator.query("Action=DescribeAlarms&Version=2010-08-01", "monitoring/" + region);
        List<Alarm> alarms = new ArrayList<>();
        for (Element alarm : children(only(parse(xml), "MetricAlarms"))) {
            alarms.add(new Alarm(
                    only(alarm, "AlarmName").getTextContent(),
                    children(only(alarm, "AlarmActions")).stream()
                            .map(Element::getTextContent)
                            .toList()));
        }
        return alarms;
    }

    private static Element only(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("no XML: " + xml, e);
        }
    }
}
