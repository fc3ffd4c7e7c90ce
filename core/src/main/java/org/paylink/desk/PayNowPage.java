package org.paylink.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.checkout.StartCheckout;
import org.paylink.checkout.StartOutcome;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.page.DeskView;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * Opens the gateway's page for a customer who is on the phone or at the desk. The card's data is
 * typed into that page, never into one of the host's.
 */
public final class PayNowPage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "payNow";

  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final StartCheckout start;

  /** For a host. */
  public PayNowPage(Host host, Connections connections, LinkUrls urls, StartCheckout start) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
    this.start = start;
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
    PaymentLink link = link(request);
    if (!link.isOpenAt(host.clock().instant()) && request.refusal().isEmpty()) {
      throw new PaylinkException(Problem.LINK_ALREADY_CLOSED, Map.of("linkId", link.id()));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("linkId", link.id());
    model.put("amount", link.amount());
    model.put("purpose", link.purpose());
    model.put("subjectType", link.subject().type());
    model.put("number", link.documentNumber());
    model.put("test", link.testMode());
    model.put("accounts", accounts(link));
    model.put("chosen", request.text("gatewayAccountId").orElse(""));
    model.put("back", request.places().document(link.subject().type(), link.subject().id()));
    return DeskAnswer.show(DeskView.of("PaylinkPayNow_Title", NAME, model));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    PaymentLink link = link(request);
    if (!request.isYes("attended")) {
      throw new PaylinkException(Problem.NOT_ATTENDED, Map.of("field", "attended"));
    }
    StartOutcome outcome =
        start.startAttended(link.id(), request.text("gatewayAccountId"), request.actor());
    if (outcome instanceof StartOutcome.Redirect redirect) {
      return new DeskAnswer.Leave(redirect.sessionUrl());
    }
    if (outcome instanceof StartOutcome.Form) {
      // The gateway wants a form from the customer's page, where the checkout goes on.
      return new DeskAnswer.Leave(urls.of(link));
    }
    Problem problem =
        outcome instanceof StartOutcome.NotStarted refused
            ? refused.problem()
            : Problem.LINK_UNKNOWN;
    throw new PaylinkException(problem, Map.of("linkId", link.id()));
  }

  private PaymentLink link(DeskRequest request) {
    String linkId = request.text("paymentLinkId").orElse("");
    return host.records().unit(unit -> Links.require(unit, linkId));
  }

  private List<Map<String, String>> accounts(PaymentLink link) {
    return host.records().unit(unit -> Links.accountsOf(unit, link.id())).stream()
        .flatMap(id -> connections.find(id).stream())
        .map(Connection::account)
        .filter(account -> account.enabled())
        .map(account -> Map.of("value", account.id(), "label", account.name()))
        .toList();
  }
}
