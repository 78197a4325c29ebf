package payments.account;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An answer in XML.
 *
 * @param element what was found
 */
record Xml(Element element) {
    static Xml of(String answer) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Xml(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(answer)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new RefusedException(0, "", "the answer is no XML: " + e.getMessage());
        }
    }

    /** Every element of a name, at any depth. */
    List<Xml> all(String name) {
        List<Xml> found = new ArrayList<>();
        NodeList nodes = element.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element one) {
                found.add(new Xml(one));
            }
        }
        return found;
    }

    /** The texts of every element of a name, at any depth. */
    List<String> texts(String name) {
        return all(name).stream().map(one -> one.element().getTextContent()).toList();
    }

    /** The text of the element's own child of a name; empty where it has none. */
    String text(String name) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent();
            }
        }
        return "";
    }

    /** The first text of a name, at any depth. */
    Optional<String> first(String name) {
        return texts(name).stream().findFirst();
    }
}
