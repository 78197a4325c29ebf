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
     * @param actions whom it tells
     */
    record Alarm(String name, List<String> actions) {}

    static List<Alarm> in(Emulator emulator, String region) {
        String xml = emulator.get("/?Action=DescribeAlarms&Version=2010-08-01", "monitoring/" + region);
        List<Alarm> alarms = new ArrayList<>();
        NodeList members = parse(xml).getElementsByTagName("MetricAlarms").item(0).getChildNodes();
        for (int i = 0; i < members.getLength(); i++) {
            if (members.item(i) instanceof Element alarm) {
                alarms.add(new Alarm(texts(alarm, "AlarmName").get(0), texts(alarm, "AlarmActions")));
            }
        }
        return alarms;
    }

    private static List<String> texts(Element alarm, String tag) {
        return alarm.getElementsByTagName(tag).item(0).getTextContent().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
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
