package org.paylink.embedded.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The entities of one or more OFBiz entity model files: what tables there are. Relations and
 * extensions of the host's entities are left out.
 */
public final class EntityModel {
  private static final String PAYLINK = "/org/paylink/entitydef/entitymodel.xml";

  private final Map<String, Entity> entities;

  private EntityModel(Map<String, Entity> entities) {
    this.entities = entities;
  }

  /** The entities of payment links, as the component declares them. */
  public static EntityModel ofPaylink() {
    return ofResource(EntityModel.class, PAYLINK);
  }

  /**
   * The entities of a model file on the class path.
   *
   * @throws IllegalArgumentException if there is none or it can't be read
   */
  public static EntityModel ofResource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no entity model " + name);
      }
      return parse(in);
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalArgumentException("cannot read the entity model " + name, e);
    }
  }

  /** These and others together. */
  public EntityModel and(EntityModel other) {
    Map<String, Entity> all = new LinkedHashMap<>(entities);
    all.putAll(other.entities);
    return new EntityModel(all);
  }

  List<Entity> entities() {
    return List.copyOf(entities.values());
  }

  Entity entity(String name) {
    Entity entity = entities.get(name);
    if (entity == null) {
      throw new IllegalArgumentException("no entity " + name);
    }
    return entity;
  }

  private static EntityModel parse(InputStream in)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    Map<String, Entity> entities = new LinkedHashMap<>();
    for (Element element : children(root, "entity")) {
      Entity entity = entity(element);
      entities.put(entity.name(), entity);
    }
    return new EntityModel(entities);
  }

  private static Entity entity(Element element) {
    String name = element.getAttribute("entity-name");
    List<Field> fields =
        children(element, "field").stream()
            .map(
                field ->
                    new Field(
                        name,
                        field.getAttribute("name"),
                        snakeCase(field.getAttribute("name")),
                        FieldType.named(field.getAttribute("type"))))
            .toList();
    List<String> key = names(children(element, "prim-key"), "field");
    List<Index> indexes =
        children(element, "index").stream()
            .map(
                index ->
                    new Index(
                        index.getAttribute("name"), names(children(index, "index-field"), "name")))
            .toList();
    return new Entity(name, snakeCase(name), fields, key, indexes);
  }

  private static List<String> names(List<Element> elements, String attribute) {
    return elements.stream().map(element -> element.getAttribute(attribute)).toList();
  }

  private static List<Element> children(Element parent, String tag) {
    NodeList nodes = parent.getChildNodes();
    List<Element> children = new ArrayList<>();
    IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node instanceof Element && node.getNodeName().equals(tag))
        .forEach(node -> children.add((Element) node));
    return children;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=.)(\\p{Upper})", "_$1").toLowerCase(Locale.ROOT);
  }

  /** One table. */
  record Entity(
      String name, String table, List<Field> fields, List<String> key, List<Index> indexes) {

    Field field(String fieldName) {
      return fields.stream()
          .filter(field -> field.name().equals(fieldName))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no field " + name + "." + fieldName));
    }

    List<Field> keyFields() {
      return key.stream().map(this::field).toList();
    }

    boolean has(String fieldName) {
      return fields.stream().anyMatch(field -> field.name().equals(fieldName));
    }
  }

  /** One column. */
  record Field(String entity, String name, String column, FieldType type) {
    @Override
    public String toString() {
      return entity + "." + name;
    }
  }

  /** One index; never unique, because it is not on every host. */
  record Index(String name, List<String> fields) {}
}
