package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Hosts of the javax line let everybody call a request that does not say who may; newer ones
 * nobody.
 */
class RequestMapsTest {
  private static final Path ROOT = Path.of(System.getProperty("paylink.scripts")).getParent();

  @Test
  void everyRequestSaysThatItWantsHttpsAndASignedInUser() throws Exception {
    List<String> found = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Path controller : controllers()) {
      for (Element request : elements(controller, "request-map")) {
        found.add(request.getAttribute("uri"));
        NodeList security = request.getElementsByTagName("security");
        if (security.getLength() != 1 || !isTrue(security, "https") || !isTrue(security, "auth")) {
          open.add(ROOT.relativize(controller) + ": " + request.getAttribute("uri"));
        }
      }
    }
    assertThat(found).contains("desk", "deskAct");
    assertThat(open).isEmpty();
  }

  private static boolean isTrue(NodeList security, String attribute) {
    return "true".equals(((Element) security.item(0)).getAttribute(attribute));
  }

  private static List<Element> elements(Path file, String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    NodeList nodes = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<Path> controllers() throws IOException {
    List<Path> controllers = new ArrayList<>();
    for (String folder : List.of("webapp", "panels")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith("controller.xml")).forEach(controllers::add);
      }
    }
    return controllers;
  }
}
