package org.paylink.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the host's label format: properties with one value per language. */
final class LabelFile {
  private LabelFile() {}

  /**
   * Texts by key and language, runs of white space joined to one space.
   *
   * @throws IllegalStateException if the stream isn't a label file, or a key or language stands
   *     twice in it
   */
  static Map<String, Map<Locale, String>> read(InputStream xml) {
    Map<String, Map<Locale, String>> texts = new HashMap<>();
    for (Element property : elements(parse(xml).getElementsByTagName("property"))) {
      String key = property.getAttribute("key");
      if (texts.put(key, values(key, property)) != null) {
        throw new IllegalStateException("the label " + key + " stands twice in its file");
      }
    }
    return Map.copyOf(texts);
  }

  private static Map<Locale, String> values(String key, Element property) {
    Map<Locale, String> values = new HashMap<>();
    for (Element value : elements(property.getElementsByTagName("value"))) {
      Locale language = Locale.forLanguageTag(value.getAttribute("xml:lang"));
      if (values.put(language, value.getTextContent().strip().replaceAll("\\s+", " ")) != null) {
        throw new IllegalStateException("the label " + key + " has two values for " + language);
      }
    }
    return Map.copyOf(values);
  }

  private static Document parse(InputStream xml) {
    try {
      // A label file needs no document type, and without one there are no entities to abuse.
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // Without this a malformed file is also written to the standard error stream.
      builder.setErrorHandler(null);
      return builder.parse(xml);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("the label file can't be read", e);
    }
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
