package org.paylink.sending.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paylink.desk.DeskRequest;
import org.paylink.host.Directory;
import org.paylink.host.Host;
import org.paylink.link.DeliveryKind;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.sending.MailTemplate;
import org.paylink.sending.Placeholder;
import org.paylink.sending.Templates;

/** The form of a mail: what was typed so far, or what is proposed. */
final class ComposeForm {
  private final Host host;
  private final Templates templates;
  private final Words words;

  ComposeForm(Host host, Templates templates, Words words) {
    this.host = host;
    this.templates = templates;
    this.words = words;
  }

  /**
   * The form.
   *
   * @param load whether the chosen template replaces what was typed
   */
  Map<String, Object> of(DeskRequest request, ComposeFacts facts, boolean load) {
    boolean typed = request.raw("subject").isPresent();
    String templateId =
        request.text("template").orElse(facts.sentBefore() ? Templates.RESEND : Templates.LINK);
    Locale wanted =
        Locale.forLanguageTag(request.text("language").orElse(facts.link().localeTag()));
    MailTemplate template =
        host.records()
            .unit(unit -> templates.find(unit, templateId, wanted))
            .filter(found -> found.kind() == DeliveryKind.LINK)
            .orElseThrow(() -> new PaylinkException(Problem.TEMPLATE_UNKNOWN));
    boolean keep = typed && !load;
    Map<String, Object> form = new HashMap<>();
    form.put("requestKey", host.identifiers().next("PaymentLinkDelivery"));
    form.put("contacts", contacts(request, facts, typed));
    form.put("recipient", typed ? request.raw("recipient").orElse("") : address(facts));
    form.put("template", template.id());
    form.put("templates", templateOptions(wanted));
    form.put("language", keep ? wanted.toLanguageTag() : template.language().toLanguageTag());
    form.put("languages", languageOptions(wanted));
    form.put("subject", keep ? request.raw("subject").orElse("") : template.message().subject());
    form.put("text", keep ? request.raw("text").orElse("") : template.message().text());
    form.put("placeholders", placeholders(DeliveryKind.LINK, words));
    return form;
  }

  /** What may stand in braces, with what it becomes. */
  static List<Map<String, Object>> placeholders(DeliveryKind kind, Words words) {
    return Placeholder.of(kind).stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "written", each.written(),
                    "becomes", words.text("PaylinkPlaceholder_" + each.word())))
        .toList();
  }

  private List<Map<String, Object>> contacts(
      DeskRequest request, ComposeFacts facts, boolean typed) {
    List<String> chosen = typed ? request.all("to") : facts.proposed();
    return facts.contacts().stream()
        .map(
            contact ->
                Map.<String, Object>of(
                    "email", contact.email(),
                    "name", contact.name(),
                    "purpose", words.text("PaylinkCompose_Purpose_" + contact.purpose()),
                    "chosen", chosen.contains(contact.email())))
        .toList();
  }

  /** An address that got the link before and is none of the contacts'. */
  private static String address(ComposeFacts facts) {
    List<String> known = facts.contacts().stream().map(Directory.Contact::email).toList();
    return facts.proposed().stream()
        .filter(proposed -> !known.contains(proposed))
        .findFirst()
        .orElse("");
  }

  private List<Map<String, Object>> templateOptions(Locale language) {
    return host.records().unit(unit -> templates.of(unit, DeliveryKind.LINK, language)).stream()
        .map(each -> Map.<String, Object>of("value", each.id(), "label", each.name()))
        .toList();
  }

  private List<Map<String, Object>> languageOptions(Locale wanted) {
    List<Locale> known =
        host.records().unit(templates::all).stream()
            .filter(each -> each.kind() == DeliveryKind.LINK)
            .map(MailTemplate::language)
            .distinct()
            .toList();
    List<Locale> all =
        known.contains(wanted)
            ? known
            : java.util.stream.Stream.concat(known.stream(), java.util.stream.Stream.of(wanted))
                .toList();
    return all.stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "value", each.toLanguageTag(), "label", each.getDisplayName(words.language())))
        .toList();
  }
}
