package org.paylink.sending;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.DeliveryKind;
import org.paylink.page.Labels;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** The texts of mails: those that come with Paylink, and what admins made of them. */
public final class Templates {
  /** The template of a link sent for the first time. */
  public static final String LINK = "link";

  /** The template of a link sent again. */
  public static final String RESEND = "resend";

  /** The template of payment confirmations. */
  public static final String CONFIRMATION = "confirmation";

  /** The template of news for a link's owner. */
  public static final String NOTICE = "notice";

  private static final String ENTITY = "PaymentLinkTemplate";
  private static final int LONGEST_NAME = 80;

  private final Host host;
  private final BuiltInTemplates builtIn;

  /** For a host, with the texts that come with Paylink. */
  public Templates(Host host, Labels labels) {
    this.host = host;
    this.builtIn = new BuiltInTemplates(labels);
  }

  /** The languages that come with Paylink. */
  public List<Locale> languages() {
    return builtIn.languages();
  }

  /** Every template in every language, sorted by kind, name and language. */
  public List<MailTemplate> all(Unit unit) {
    Map<String, MailTemplate> found = new HashMap<>();
    for (Locale language : languages()) {
      BuiltInTemplates.KINDS
          .keySet()
          .forEach(id -> builtIn.find(id, language).ifPresent(t -> found.put(key(t), t)));
    }
    unit.list(Query.from(ENTITY)).stream()
        .flatMap(row -> stored(row).stream())
        .forEach(template -> found.put(key(template), template));
    return found.values().stream()
        .sorted(
            Comparator.comparing(MailTemplate::kind)
                .thenComparing(MailTemplate::name)
                .thenComparing(template -> template.language().toLanguageTag()))
        .toList();
  }

  /** Templates of a kind, each once, in the language nearest to the wanted one. */
  public List<MailTemplate> of(Unit unit, DeliveryKind kind, Locale language) {
    return all(unit).stream()
        .filter(template -> template.kind() == kind)
        .map(MailTemplate::id)
        .distinct()
        .flatMap(id -> find(unit, id, language).stream())
        .toList();
  }

  /**
   * The template in the wanted language, else in that language without its region, else in English,
   * else in the first language it is written in.
   */
  public Optional<MailTemplate> find(Unit unit, String id, Locale language) {
    Stream<Locale> nearest =
        Stream.of(language, Locale.forLanguageTag(language.getLanguage()), Locale.ENGLISH);
    return nearest
        .flatMap(each -> exact(unit, id, each).stream())
        .findFirst()
        .or(() -> all(unit).stream().filter(template -> template.id().equals(id)).findFirst());
  }

  /** The template in exactly this language. */
  public Optional<MailTemplate> exact(Unit unit, String id, Locale language) {
    return row(unit, id, language).flatMap(this::stored).or(() -> builtIn.find(id, language));
  }

  /**
   * Stores a template, new or changed.
   *
   * @param id of {@code A-Za-z0-9_-}, 20 at most
   * @param kind what it is for; what a template is for never changes
   * @throws PaylinkException PERMISSION_MISSING, TEMPLATE_NAME_MISSING, TEMPLATE_LANGUAGE_MALFORMED
   *     or what {@link MessageText#checked} refuses; nothing is changed then
   */
  public void store(
      String id,
      DeliveryKind kind,
      String languageTag,
      String name,
      String subject,
      String text,
      Actor actor) {
    actor.require(Permission.ADMIN);
    Locale language = language(languageTag);
    if (!id.matches("[A-Za-z0-9_-]{1,20}") || name.isBlank() || name.length() > LONGEST_NAME) {
      throw new PaylinkException(
          Problem.TEMPLATE_NAME_MISSING,
          Map.of("field", name.isBlank() || name.length() > LONGEST_NAME ? "name" : "template"));
    }
    MessageText message = MessageText.checked(kind, subject, text);
    host.records()
        .run(
            unit -> {
              DeliveryKind before = kindOf(unit, id).orElse(kind);
              if (before != kind) {
                throw new PaylinkException(
                    Problem.TEMPLATE_NAME_MISSING, Map.of("field", "template"));
              }
              write(unit, id, language, fields(kind, name.strip(), message, actor));
            });
  }

  /**
   * Goes back to the text that comes with Paylink; a template of one's own is taken away.
   *
   * @throws PaylinkException PERMISSION_MISSING
   */
  public void reset(String id, String languageTag, Actor actor) {
    actor.require(Permission.ADMIN);
    Locale language = language(languageTag);
    host.records()
        .run(
            unit -> {
              if (row(unit, id, language).isPresent()) {
                Map<String, Object> fields = new HashMap<>();
                fields.put("subject", null);
                fields.put("messageText", null);
                fields.put("changedAt", host.clock().instant());
                fields.put("changedByUserLogin", actor.userLoginId());
                write(unit, id, language, fields);
              }
            });
  }

  /**
   * A language as a person gave it.
   *
   * @throws PaylinkException TEMPLATE_LANGUAGE_MALFORMED
   */
  public static Locale language(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z]{2}|-[0-9]{3})?")
        || language.getLanguage().isEmpty()) {
      throw new PaylinkException(Problem.TEMPLATE_LANGUAGE_MALFORMED, Map.of("field", "language"));
    }
    return language;
  }

  private Optional<DeliveryKind> kindOf(Unit unit, String id) {
    return Optional.ofNullable(BuiltInTemplates.KINDS.get(id))
        .or(
            () ->
                unit.list(Query.from(ENTITY).equal("templateId", id).limit(1)).stream()
                    .findFirst()
                    .map(row -> DeliveryKind.valueOf(row.text("kind"))));
  }

  private Map<String, Object> fields(
      DeliveryKind kind, String name, MessageText message, Actor actor) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("kind", kind.name());
    fields.put("templateName", name);
    fields.put("subject", message.subject());
    fields.put("messageText", message.text());
    fields.put("changedAt", host.clock().instant());
    fields.put("changedByUserLogin", actor.userLoginId());
    return fields;
  }

  private void write(Unit unit, String id, Locale language, Map<String, Object> fields) {
    Map<String, Object> key = keyOf(id, language);
    if (row(unit, id, language).isPresent()) {
      unit.update(ENTITY, key, fields);
    } else {
      Map<String, Object> row = new HashMap<>(fields);
      row.putAll(key);
      unit.insert(ENTITY, row);
    }
  }

  private static Optional<Row> row(Unit unit, String id, Locale language) {
    return unit.find(ENTITY, keyOf(id, language));
  }

  private static Map<String, Object> keyOf(String id, Locale language) {
    return Map.of("templateId", id, "localeTag", language.toLanguageTag());
  }

  private Optional<MailTemplate> stored(Row row) {
    return row.optionalText("messageText")
        .map(
            text ->
                new MailTemplate(
                    row.text("templateId"),
                    DeliveryKind.valueOf(row.text("kind")),
                    Locale.forLanguageTag(row.text("localeTag")),
                    row.text("templateName"),
                    new MessageText(row.text("subject"), text),
                    BuiltInTemplates.KINDS.containsKey(row.text("templateId")),
                    true));
  }

  private static String key(MailTemplate template) {
    return template.id() + "\n" + template.language().toLanguageTag();
  }
}
