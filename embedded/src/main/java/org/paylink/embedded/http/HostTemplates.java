package org.paylink.embedded.http;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.page.Words;

/** Renders the host's own pages from the FreeMarker templates beside this class. */
final class HostTemplates {
  private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_31);

  HostTemplates() {
    configuration.setTemplateLoader(new ClassTemplateLoader(HostTemplates.class, ""));
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_31));
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNumberFormat("computer");
  }

  /**
   * A page.
   *
   * @param content texts, booleans, lists and maps; texts are escaped
   * @param words what {@code label("Key", "fact", value, …)} in templates answers from
   */
  String render(String name, Map<String, Object> content, Words words) {
    Map<String, Object> model = new HashMap<>(content);
    model.put("lang", words.language().toLanguageTag());
    model.put("label", (TemplateMethodModelEx) arguments -> label(arguments, words));
    StringWriter page = new StringWriter(16_000);
    try {
      configuration.getTemplate(name + ".ftlh").process(model, page);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("the template " + name + " can't be rendered", e);
    }
    return page.toString();
  }

  private static String label(List<?> arguments, Words words) throws TemplateModelException {
    Map<String, String> facts = new HashMap<>();
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
      facts.put(string(arguments.get(i)), string(arguments.get(i + 1)));
    }
    return words.text(string(arguments.get(0)), facts);
  }

  private static String string(Object model) throws TemplateModelException {
    return ((TemplateScalarModel) model).getAsString();
  }

  /** HTML that is placed in a page as it is. */
  static Object markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("markup that can't be placed", e);
    }
  }

  /** A file on the class path. */
  static byte[] resource(String path) {
    try (InputStream in = HostTemplates.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + path + " on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a content security policy names to allow exactly this style or script within a page. */
  static String source(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
