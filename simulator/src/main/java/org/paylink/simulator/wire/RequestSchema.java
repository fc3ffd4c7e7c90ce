package org.paylink.simulator.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks requests against the request side of Stripe's published OpenAPI description. For tests.
 *
 * @see <a href="https://github.com/stripe/openapi">Stripe's OpenAPI description</a>
 */
public final class RequestSchema {
  /** Parameters that are newer than the description's version, 2023-08-16. */
  public static final Set<String> NEWER_PARAMETERS =
      Set.of("ui_mode", "branding_settings", "restrictions");

  private static final String FILE = "stripe-requests.json";

  private final JsonObject paths;

  private RequestSchema(JsonObject paths) {
    this.paths = paths;
  }

  /**
   * The folder with the wire data: what the environment's WIRE_DIR names, else {@code
   * ../shared/wire} as seen from here or from a folder above.
   */
  public static Optional<Path> locate() {
    String named = System.getenv("WIRE_DIR");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(p -> Files.exists(p.resolve(FILE)));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("../shared/wire").normalize();
      if (Files.exists(candidate.resolve(FILE))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Reads the description from the folder. */
  public static RequestSchema read(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(FILE));
    return new RequestSchema(
        JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("paths"));
  }

  /** What is wrong with the request, one sentence each; empty if nothing is. */
  public List<String> problems(RecordedRequest request) {
    Optional<JsonObject> operation = operation(request);
    if (operation.isEmpty()) {
      return List.of("No such operation: " + request.method() + " " + request.path());
    }
    JsonObject schema =
        request.method().equals("POST")
            ? bodySchema(operation.get())
            : querySchema(operation.get());
    List<String> problems = new ArrayList<>();
    FormTree tree = FormTree.of(request.form().values());
    SchemaCheck.check("", tree, schema, NEWER_PARAMETERS, problems);
    if (request.method().equals("POST") && !request.query().isEmpty()) {
      problems.add("A POST has its parameters in the body, not in the query");
    }
    return problems;
  }

  private Optional<JsonObject> operation(RecordedRequest request) {
    for (Map.Entry<String, JsonElement> entry : paths.entrySet()) {
      String pattern = entry.getKey().replaceAll("\\{[^}]+}", "[^/]+");
      if (request.path().matches(pattern)) {
        JsonElement found =
            entry.getValue().getAsJsonObject().get(request.method().toLowerCase(Locale.ROOT));
        if (found != null) {
          return Optional.of(found.getAsJsonObject());
        }
      }
    }
    return Optional.empty();
  }

  private static JsonObject bodySchema(JsonObject operation) {
    return operation
        .getAsJsonObject("requestBody")
        .getAsJsonObject("content")
        .getAsJsonObject("application/x-www-form-urlencoded")
        .getAsJsonObject("schema");
  }

  private static JsonObject querySchema(JsonObject operation) {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    JsonArray parameters = operation.getAsJsonArray("parameters");
    for (JsonElement element : parameters == null ? new JsonArray() : parameters) {
      JsonObject parameter = element.getAsJsonObject();
      if (parameter.get("in").getAsString().equals("query")) {
        properties.add(parameter.get("name").getAsString(), parameter.get("schema"));
        if (parameter.get("required").getAsBoolean()) {
          required.add(parameter.get("name"));
        }
      }
    }
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "object");
    schema.addProperty("additionalProperties", false);
    schema.add("properties", properties);
    schema.add("required", required);
    return schema;
  }
}
