package org.paylink.simulator.page;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The pages' templates. Every value is escaped for HTML (templates end in .ftlh). */
public final class Templates {
  private final Configuration configuration;

  /** The templates beside this class. */
  public Templates() {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
  }

  /** The page with the values filled in. */
  public String render(String name, Map<String, Object> values) {
    try {
      StringWriter out = new StringWriter();
      configuration.getTemplate(name + ".ftlh").process(values, out);
      return out.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template " + name + " is broken", e);
    }
  }
}
