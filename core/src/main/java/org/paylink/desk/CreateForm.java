package org.paylink.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.issuing.Subjects;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.policy.PolicyWords;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** What the form of a new link proposes; after a refusal, what was typed. Changes nothing. */
public final class CreateForm {
  private final Host host;
  private final Connections connections;
  private final Subjects subjects;

  /** For a host. */
  public CreateForm(Host host, Connections connections, Subjects subjects) {
    this.host = host;
    this.connections = connections;
    this.subjects = subjects;
  }

  private record Facts(
      Document document, Optional<Money> open, Optional<String> live, Optional<String> payer) {}

  /**
   * The form for what a user named.
   *
   * @throws PaylinkException of kind USER when there is no such document or party, or nothing to be
   *     paid; of kind OPERATOR when something is not set up
   */
  Map<String, Object> of(SubjectType type, String id, DeskRequest request, String requestKey) {
    List<String> organizations = type.isOnAccount() ? subjects.organizations() : List.of();
    Optional<String> named = request.text("organizationPartyId").filter(organizations::contains);
    // Where several could be meant the form asks, and begins with the first.
    Optional<String> meant =
        named.or(
            () ->
                type.isOnAccount() ? Optional.of(subjects.party(id).organizationPartyId()) : named);
    Subject subject = subjects.require(type, id, meant);
    Facts facts = host.records().unit(unit -> read(unit, subject));
    requirePayable(facts);
    Map<String, Object> form = new HashMap<>();
    form.put("requestKey", requestKey);
    form.put("type", type);
    form.put("id", subject.id());
    form.put("payer", facts.payer());
    form.put("open", facts.open());
    form.put("live", facts.live());
    form.put("organizations", options(organizations));
    form.put("organization", subject.organizationPartyId());
    form.put("amount", request.typed("amount", proposed(facts.open())));
    form.put("currency", request.typed("currencyUomId", facts.document().currency()));
    form.put("purpose", request.typed("purpose", facts.document().purpose()));
    form.put(
        "policy",
        PolicyWords.ofNew(subject, facts.document().currency(), host.settings().policy()));
    form.put("validityDays", request.typed("validityDays", validity()));
    form.put("accounts", accounts(subject, facts.document(), request));
    return form;
  }

  private Facts read(Unit unit, Subject subject) {
    Document document =
        host.ledger()
            .document(unit, subject)
            .orElseThrow(
                () ->
                    new PaylinkException(
                        Problem.DOCUMENT_UNKNOWN, Map.of("documentNumber", subject.id())));
    String currency = document.currency();
    Optional<Money> open =
        document.open().map(sum -> sum.minus(Links.unposted(unit, subject, currency)));
    Optional<String> live =
        subject.type().isOnAccount()
            ? Optional.empty()
            : Links.ofSubject(unit, subject).stream()
                .filter(link -> link.isOpenAt(host.clock().instant()))
                .map(PaymentLink::id)
                .findFirst();
    Optional<String> payer =
        document
            .payerPartyId()
            .flatMap(id -> host.ledger().payer(unit, id))
            .map(found -> found.name());
    return new Facts(document, open, live, payer);
  }

  private static void requirePayable(Facts facts) {
    Map<String, String> number = Map.of("documentNumber", facts.document().number());
    boolean settled = facts.open().filter(sum -> !sum.isPositive()).isPresent();
    if (facts.document().state() == Document.State.NOT_PAYABLE) {
      throw new PaylinkException(Problem.DOCUMENT_NOT_PAYABLE, number);
    }
    if (settled || facts.document().state() == Document.State.PAID) {
      throw new PaylinkException(Problem.DOCUMENT_PAID, number);
    }
  }

  private static String proposed(Optional<Money> open) {
    return open.map(sum -> sum.major().toPlainString()).orElse("");
  }

  private String validity() {
    return host.settings().defaultValidity().map(v -> Long.toString(v.toDays())).orElse("");
  }

  /** The ways to pay the link can offer; as long as nobody chose, it offers the first. */
  private List<Map<String, Object>> accounts(
      Subject subject, Document document, DeskRequest request) {
    List<GatewayAccount> enabled =
        connections.enabledFor(subject.organizationPartyId(), document.productStoreId());
    List<String> chosen =
        request.refusal().isPresent()
            ? request.all("gatewayAccountId")
            : enabled.stream().limit(1).map(GatewayAccount::id).toList();
    return enabled.stream()
        .map(
            account ->
                Map.<String, Object>of(
                    "value", account.id(),
                    "label", account.name(),
                    "test", account.mode() == Mode.TEST,
                    "chosen", chosen.contains(account.id())))
        .toList();
  }

  private static List<Map<String, String>> options(List<String> organizations) {
    return organizations.stream().map(id -> Map.of("value", id, "label", id)).toList();
  }
}
