package org.paylink.sending.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.desk.DeskAnswer;
import org.paylink.desk.DeskPage;
import org.paylink.desk.DeskRequest;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.DeliveryKind;
import org.paylink.page.DeskView;
import org.paylink.page.Pages;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.sending.MailTemplate;
import org.paylink.sending.MessageText;
import org.paylink.sending.TemplateSample;
import org.paylink.sending.Templates;

/** Where an admin edits the texts of mails, adds some, and goes back to those delivered. */
public final class TemplatesPage implements DeskPage {
  private static final String NAME = "templates";

  private final Host host;
  private final Pages pages;
  private final Templates templates;

  /** For a host. */
  public TemplatesPage(Host host, Pages pages, Templates templates) {
    this.host = host;
    this.pages = pages;
    this.templates = templates;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    return view(request, Map.of());
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    String id = request.text("template").orElse("");
    String language = request.text("language").orElse("");
    switch (request.text("step").orElse("")) {
      case "reset" -> {
        templates.reset(id, language, request.actor());
        return DeskAnswer.done(NAME, Map.of(), "PaylinkNotice_templateReset", Map.of());
      }
      case "preview" -> {
        Locale written = Templates.language(language);
        MessageText message =
            MessageText.checked(
                kind(request), request.raw("subject").orElse(""), request.raw("text").orElse(""));
        Map<String, Object> mail =
            MailPreview.of(
                new TemplateSample(host, pages).of(kind(request), written, message), pages);
        return view(request, Map.of("preview", mail));
      }
      default -> {
        templates.store(
            id,
            kind(request),
            language,
            request.text("name").orElse(""),
            request.raw("subject").orElse(""),
            request.raw("text").orElse(""),
            request.actor());
        return DeskAnswer.done(NAME, Map.of(), "PaylinkNotice_templateStored", Map.of());
      }
    }
  }

  private static DeliveryKind kind(DeskRequest request) {
    String kind = request.text("kind").orElse(DeliveryKind.LINK.name());
    for (DeliveryKind each : DeliveryKind.values()) {
      if (each.name().equals(kind)) {
        return each;
      }
    }
    throw new PaylinkException(Problem.TEMPLATE_UNKNOWN);
  }

  private DeskAnswer view(DeskRequest request, Map<String, Object> more) {
    Words words = pages.words(request.locale(), request.zone());
    Map<String, Object> model = new HashMap<>(more);
    List<MailTemplate> all = host.records().unit(templates::all);
    model.put("templates", all.stream().map(each -> row(each, words)).toList());
    form(request, all, words).ifPresent(form -> model.put("form", form));
    return DeskAnswer.show(DeskView.of("PaylinkTemplates_Title", NAME, model));
  }

  private static Map<String, Object> row(MailTemplate template, Words words) {
    return Map.of(
        "id", template.id(),
        "name", template.name(),
        "kind", words.text("PaylinkDelivery_" + template.kind()),
        "language", template.language().getDisplayName(words.language()),
        "tag", template.language().toLanguageTag(),
        "changed", template.changed());
  }

  /** What was typed, else the template that was asked for, else an empty form for a new one. */
  private static Optional<Map<String, Object>> form(
      DeskRequest request, List<MailTemplate> all, Words words) {
    Optional<MailTemplate> asked =
        all.stream()
            .filter(each -> request.text("template").filter(each.id()::equals).isPresent())
            .filter(
                each ->
                    request
                        .text("language")
                        .filter(each.language().toLanguageTag()::equals)
                        .isPresent())
            .findFirst();
    boolean typed = request.raw("text").isPresent();
    boolean fresh = request.isYes("new");
    if (!typed && asked.isEmpty() && !fresh) {
      return Optional.empty();
    }
    DeliveryKind kind =
        typed ? kind(request) : asked.map(MailTemplate::kind).orElse(DeliveryKind.LINK);
    Map<String, Object> form = new HashMap<>();
    form.put("fresh", fresh);
    form.put("kind", kind);
    form.put("kindWords", words.text("PaylinkDelivery_" + kind));
    form.put("template", request.text("template").orElse(""));
    form.put("language", request.text("language").orElse(""));
    form.put("name", value(request, typed, "name", asked.map(MailTemplate::name)));
    form.put(
        "subject", value(request, typed, "subject", asked.map(each -> each.message().subject())));
    form.put("text", value(request, typed, "text", asked.map(each -> each.message().text())));
    form.put("changed", asked.map(MailTemplate::changed).orElse(false));
    form.put("builtIn", asked.map(MailTemplate::builtIn).orElse(false));
    form.put("placeholders", ComposeForm.placeholders(kind, words));
    return Optional.of(form);
  }

  private static String value(
      DeskRequest request, boolean typed, String name, Optional<String> stored) {
    return typed ? request.raw(name).orElse("") : stored.orElse("");
  }
}
