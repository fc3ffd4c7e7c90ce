package org.paylink.page;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pages made from the FreeMarker templates on the class path. Templates are given text, numbers,
 * lists and maps only: no class of ours or of the host can be reached from them.
 */
public final class FreemarkerPages implements Pages {
  private static final String FOLDER = "/org/paylink/template/";

  private final Labels labels;
  private final Configuration configuration = configuration();
  private final String publicStyle = resource("public.css");
  private final String panelStyle = resource("panel.css");
  private final String deskStyle = resource("desk.css");
  private final String panelScript = resource("panel.js");

  /** Pages with these labels. */
  public FreemarkerPages(Labels labels) {
    this.labels = labels;
  }

  @Override
  public List<Locale> languages() {
    return labels.languages();
  }

  @Override
  public String publicPage(PublicView view, List<LanguageChoice> languages) {
    Words words = new Words(labels, view.locale(), view.zone());
    Map<String, Object> model = new HashMap<>(PublicModel.of(view, words));
    model.put("languages", choices(languages, words));
    model.put("style", markup(publicStyle));
    return render("public.ftlh", model, words);
  }

  @Override
  public String panel(PanelView view, PanelContext context) {
    Words words = new Words(labels, view.locale(), view.zone());
    Map<String, Object> model = new HashMap<>(PanelModel.of(view, context, words));
    for (PanelContext.Action action : PanelContext.Action.values()) {
      model.put(
          "hidden_" + action.name().toLowerCase(Locale.ROOT), markup(context.hiddenFields(action)));
    }
    model.put("style", markup(panelStyle));
    model.put("script", markup(panelScript));
    return render("panel.ftlh", model, words);
  }

  @Override
  public String desk(DeskView view, DeskPlaces places, Locale locale, ZoneId zone) {
    Words words = new Words(labels, locale, zone);
    Map<String, Object> model = new HashMap<>(DeskModel.of(view, words));
    model.put("style", markup(deskStyle));
    model.put("script", markup(panelScript));
    model.put("url", (TemplateMethodModelEx) arguments -> address(arguments, places));
    model.put("post", (TemplateMethodModelEx) given -> form(places.post(string(given.get(0)))));
    model.put("search", (TemplateMethodModelEx) given -> form(places.search(string(given.get(0)))));
    return render("desk-" + view.template() + ".ftlh", model, words);
  }

  @Override
  public String mail(MailView view) {
    Map<String, Object> model = new HashMap<>();
    model.put("mail", view.model());
    // A mail holds no date of its own, so the zone doesn't matter.
    return render("mail.ftlh", model, words(view.language(), ZoneOffset.UTC));
  }

  @Override
  public Words words(Locale locale, ZoneId zone) {
    return new Words(labels, locale, zone);
  }

  @Override
  public String text(String labelKey, Map<String, String> facts, Locale locale, ZoneId zone) {
    return new Words(labels, locale, zone).text(labelKey, facts);
  }

  @Override
  public String publicStyleSource() {
    try {
      byte[] style = publicStyle.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(style);
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Map<String, Object>> choices(List<LanguageChoice> choices, Words words) {
    return choices.stream()
        .map(
            choice ->
                Map.<String, Object>of(
                    "tag", choice.language().toLanguageTag(),
                    "name", choice.name(),
                    "url", Addresses.checked(choice.url()),
                    "current",
                        choice.language().getLanguage().equals(words.language().getLanguage())))
        .toList();
  }

  private String render(String template, Map<String, Object> model, Words words) {
    model.put("label", (TemplateMethodModelEx) arguments -> label(arguments, words));
    StringWriter page = new StringWriter(16_000);
    try {
      configuration.getTemplate(template).process(model, page);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("the template " + template + " can't be rendered", e);
    }
    return page.toString();
  }

  /** {@code label("Key")} or {@code label("Key", "fact", value, …)} in templates. */
  private static String label(List<?> arguments, Words words) throws TemplateModelException {
    Map<String, String> facts = new HashMap<>();
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
      facts.put(string(arguments.get(i)), string(arguments.get(i + 1)));
    }
    return words.text(string(arguments.get(0)), facts);
  }

  /** {@code url("page")} or {@code url("page", "parameter", value, …)} in templates. */
  private static String address(List<?> arguments, DeskPlaces places)
      throws TemplateModelException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
      parameters.put(string(arguments.get(i)), string(arguments.get(i + 1)));
    }
    return Addresses.checked(places.page(string(arguments.get(0)), parameters));
  }

  /** {@code post("page")} and {@code search("page")}: {@code action} and {@code hidden}. */
  private static Map<String, Object> form(DeskPlaces.Form form) {
    return Map.of(
        "action", Addresses.checked(form.action()), "hidden", markup(form.hiddenFields()));
  }

  private static String string(Object model) throws TemplateModelException {
    return ((TemplateScalarModel) model).getAsString();
  }

  private static TemplateModel markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("markup that can't be placed", e);
    }
  }

  private static Configuration configuration() {
    // The oldest host line that we run on has FreeMarker 2.3.31.
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_31);
    configuration.setTemplateLoader(new ClassTemplateLoader(FreemarkerPages.class, FOLDER));
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_31));
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocalizedLookup(false);
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setNumberFormat("computer");
    return configuration;
  }

  private static String resource(String name) {
    try (InputStream in = FreemarkerPages.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
