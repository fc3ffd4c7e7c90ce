package org.paylink.issuing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Ledger;
import org.paylink.host.Settings;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.LinkTokens;
import org.paylink.link.PaymentLink;
import org.paylink.link.SearchTerms;
import org.paylink.link.Texts;
import org.paylink.money.Money;
import org.paylink.policy.Policy;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/**
 * A link about to be stored, with all that is stored beside it.
 *
 * @param id its new id
 * @param request the wish it grants
 * @param document what it is paid for, as read under its lock
 * @param amount what it asks
 * @param accounts where its customer may pay, in the order they are offered; of one mode
 * @param keyVersion the token key it is made with
 * @param createdBy by which login
 */
record NewLink(
    String id,
    IssueRequest request,
    Document document,
    Money amount,
    List<GatewayAccount> accounts,
    long keyVersion,
    String createdBy,
    Instant now) {
  private static final int LONGEST_PURPOSE = 250;
  private static final long FIRST_TOKEN = 1;

  /** Stores the link, its token's hash, its accounts, its request and the history's first entry. */
  void insert(Unit unit, Host host, byte[] tokenKey) {
    Map<String, Object> row = row(host.settings());
    unit.insert(PaymentLink.ENTITY, row);
    SearchTerms.store(unit, id, searchable(row, payerName(unit, host.ledger())));
    String token = LinkTokens.token(tokenKey, id, FIRST_TOKEN);
    unit.insert(
        "PaymentLinkToken", Map.of("tokenHash", LinkTokens.hash(token), "paymentLinkId", id));
    for (int i = 0; i < accounts.size(); i++) {
      unit.insert(
          "PaymentLinkGateway",
          Map.of(
              "paymentLinkId",
              id,
              "gatewayAccountId",
              accounts.get(i).id(),
              "sequenceNum",
              i + 1L));
    }
    unit.insert(
        "PaymentLinkRequest",
        Map.of(
            "organizationPartyId", document.subject().organizationPartyId(),
            "requestKey", request.requestKey(),
            "paymentLinkId", id,
            "contentHash", request.contentHash(),
            "createdDate", now));
    History.add(
        unit,
        id,
        HistoryEvent.ISSUED,
        createdBy,
        now,
        Map.of("amount", amount.toString(), "documentNumber", document.number()));
  }

  private Map<String, Object> row(Settings settings) {
    Map<String, Object> row = new HashMap<>(document.subject().fields());
    row.put("paymentLinkId", id);
    row.put("payerPartyId", document.payerPartyId().orElse(null));
    row.put("purpose", purpose());
    row.put("documentNumber", document.number());
    row.put("amount", amount.major());
    row.put("currencyUomId", amount.currency());
    row.put("amountPolicy", settings.amountPolicy().name());
    row.put("expiresAt", expiry(settings).orElse(null));
    row.put("lifecycle", Lifecycle.OPEN.name());
    row.put("status", LinkStatus.ISSUED.name());
    row.put("amountReceived", Money.zero(amount.currency()).major());
    row.put("testMode", accounts.get(0).mode() == Mode.TEST ? "Y" : "N");
    row.put("source", request.source());
    row.put("localeTag", request.localeTag());
    row.put("tokenKeyVersion", keyVersion);
    row.put("tokenSequence", FIRST_TOKEN);
    row.put("createdDate", now);
    row.put("createdByUserLogin", createdBy);
    row.put("lockStamp", 0L);
    return row;
  }

  /**
   * What the payer is called now. The link is found by these words also when the party is called
   * otherwise later, until the payer's personal data is erased.
   */
  private Optional<String> payerName(Unit unit, Ledger ledger) {
    return document
        .payerPartyId()
        .flatMap(partyId -> ledger.payer(unit, partyId))
        .map(Ledger.Payer::name);
  }

  /** The name goes before the purpose, because only so many words of a link are kept. */
  private static List<String> searchable(Map<String, Object> row, Optional<String> payerName) {
    return Stream.of(
            texts(row, "paymentLinkId", "subjectId", "documentNumber"),
            payerName.stream(),
            texts(row, "purpose", "internalName"))
        .flatMap(texts -> texts)
        .toList();
  }

  private static Stream<String> texts(Map<String, Object> row, String... fields) {
    return Stream.of(fields).map(row::get).filter(Objects::nonNull).map(Object::toString);
  }

  private String purpose() {
    String purpose =
        request.purpose().map(String::strip).filter(p -> !p.isEmpty()).orElse(document.purpose());
    return Texts.shortened(purpose, LONGEST_PURPOSE);
  }

  private static void requireWithin(Policy policy, int days) {
    Map<String, String> facts =
        Map.of(
            "days", Integer.toString(days),
            "min", Integer.toString(policy.minimumDays()),
            "max", policy.maximumDays().map(most -> Integer.toString(most)).orElse(""));
    if (days == 0 && policy.maximumDays().isPresent()) {
      throw new PaylinkException(Problem.VALIDITY_ENDLESS, facts);
    }
    if (days > 0 && days < policy.minimumDays()) {
      throw new PaylinkException(Problem.VALIDITY_TOO_SHORT, facts);
    }
    if (policy.maximumDays().filter(most -> days > most).isPresent()) {
      throw new PaylinkException(Problem.VALIDITY_TOO_LONG, facts);
    }
  }

  private Optional<Instant> expiry(Settings settings) {
    if (request.validityDays().filter(days -> !days.isBlank()).isEmpty()) {
      return settings.defaultValidity().map(now::plus);
    }
    int days = Amounts.days(request.validityDays().get());
    requireWithin(settings.policy(), days);
    return days == 0 ? Optional.empty() : Optional.of(now.plus(Duration.ofDays(days)));
  }
}
