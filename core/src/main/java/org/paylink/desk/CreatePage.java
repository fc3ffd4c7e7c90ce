package org.paylink.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.paylink.host.Host;
import org.paylink.host.Ledger.Payer;
import org.paylink.host.Permission;
import org.paylink.issuing.IssueLink;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.SubjectType;
import org.paylink.page.DeskView;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * Creates a link from any page of the host: first what for (a document's number, or a customer),
 * then the prefilled form, then the address to be sent.
 */
public final class CreatePage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "create";

  private static final int MOST_FOUND = 20;

  private final Host host;
  private final IssueLink issueLink;
  private final LinkUrls urls;
  private final CreateForm form;

  /** Of these parts. */
  public CreatePage(Host host, IssueLink issueLink, LinkUrls urls, CreateForm form) {
    this.host = host;
    this.issueLink = issueLink;
    this.urls = urls;
    this.form = form;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.CREATE;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Map<String, Object> model = new HashMap<>();
    Optional<String> made = request.text("made");
    Optional<String> id = request.text("id");
    if (made.isPresent()) {
      putMade(model, request, made.get());
    } else if (id.isPresent()) {
      search(model, request, type(request), id.get());
    }
    model.put("types", List.of("ORDER", "INVOICE", "PARTY"));
    model.put("type", request.text("type").orElse("ORDER"));
    model.put("id", id.orElse(""));
    return DeskAnswer.show(DeskView.of("PaylinkCreate_Title", NAME, model));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    try {
      Issued issued = issueLink.issue(wish(request), request.actor());
      boolean replaced = wantsLive(request, "replace");
      return DeskAnswer.done(
          NAME,
          Map.of("made", issued.linkId()),
          issued.created()
              ? replaced ? "PaylinkNotice_replaced" : "PaylinkNotice_created"
              : "PaylinkNotice_same",
          Map.of("link", issued.linkId()));
    } catch (PaylinkException e) {
      throw atItsField(e);
    }
  }

  private void putMade(Map<String, Object> model, DeskRequest request, String linkId) {
    PaymentLink link = host.records().unit(unit -> Links.require(unit, linkId));
    model.put(
        "made",
        Map.of(
            "id", link.id(),
            "url", urls.of(link),
            "amount", link.amount(),
            "purpose", link.purpose(),
            "subjectType", link.subject().type(),
            "number", link.documentNumber(),
            "document", request.places().document(link.subject().type(), link.subject().id())));
  }

  /** A document is meant by its number; a customer by number or else by name. */
  private void search(Map<String, Object> model, DeskRequest request, SubjectType type, String id) {
    try {
      model.put("form", form.of(type, id, request, UUID.randomUUID().toString()));
    } catch (PaylinkException e) {
      if (e.problem().kind() == Problem.Kind.OPERATOR) {
        throw e;
      }
      List<Payer> found =
          e.problem() == Problem.PARTY_UNKNOWN
              ? host.records().unit(unit -> host.ledger().payers(unit, id, MOST_FOUND))
              : List.of();
      if (found.isEmpty()) {
        model.put("problem", e.problem());
      } else {
        model.put(
            "found",
            found.stream()
                .map(payer -> Map.of("id", payer.partyId(), "name", payer.name()))
                .toList());
        model.put("cut", found.size() == MOST_FOUND);
      }
    }
  }

  private IssueRequest wish(DeskRequest request) {
    return new IssueRequest(
        request.text("requestKey").orElse(""),
        type(request),
        request.text("id").orElse(""),
        request.text("organizationPartyId"),
        // A field that is there but empty is not the same as none: it is refused.
        Optional.of(request.text("amount").orElse("")),
        request.text("currencyUomId"),
        request.text("purpose"),
        Optional.of(request.text("validityDays").orElse("0")),
        request.all("gatewayAccountId").stream()
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList(),
        wantsLive(request, "replace"),
        wantsLive(request, "both"),
        request.locale().toLanguageTag(),
        "screen");
  }

  private static boolean wantsLive(DeskRequest request, String what) {
    return request.text("live").filter(what::equals).isPresent();
  }

  private static SubjectType type(DeskRequest request) {
    String type = request.text("type").orElse("");
    return List.of(SubjectType.ORDER, SubjectType.INVOICE, SubjectType.PARTY).stream()
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(() -> new PaylinkException(Problem.DOCUMENT_UNKNOWN));
  }

  private static PaylinkException atItsField(PaylinkException refusal) {
    Map<String, String> facts = new HashMap<>(refusal.facts());
    switch (refusal.problem()) {
      case AMOUNT_MISSING,
          AMOUNT_MALFORMED,
          AMOUNT_NOT_POSITIVE,
          AMOUNT_OVER_OPEN_BALANCE,
          AMOUNT_BELOW_MINIMUM ->
          facts.putIfAbsent("field", "amount");
      case CURRENCY_UNKNOWN, CURRENCY_NOT_STORABLE, CURRENCY_DIFFERS ->
          facts.putIfAbsent("field", "currencyUomId");
      case PURPOSE_MISSING -> facts.putIfAbsent("field", "purpose");
      case VALIDITY_MALFORMED, VALIDITY_TOO_SHORT, VALIDITY_TOO_LONG, VALIDITY_ENDLESS ->
          facts.putIfAbsent("field", "validityDays");
      case ORGANIZATION_UNCLEAR -> facts.putIfAbsent("field", "organizationPartyId");
      case LIVE_LINK_EXISTS -> facts.putIfAbsent("field", "live");
      case ACCOUNT_MODES_MIXED, ACCOUNT_FOREIGN -> facts.putIfAbsent("field", "gatewayAccountId");
      default -> {
        return refusal;
      }
    }
    return new PaylinkException(refusal.problem(), facts, refusal);
  }
}
