package org.paylink.sending.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.desk.DeskAnswer;
import org.paylink.desk.DeskPage;
import org.paylink.desk.DeskRequest;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.money.Money;
import org.paylink.page.DeskView;
import org.paylink.page.Pages;
import org.paylink.page.Words;
import org.paylink.records.Unit;

/** What became of the links a user made, told and not tasked. */
public final class NewsPage implements DeskPage {
  private static final int MOST = 50;

  private final Host host;
  private final Pages pages;

  /** For a host. */
  public NewsPage(Host host, Pages pages) {
    this.host = host;
    this.pages = pages;
  }

  @Override
  public String name() {
    return "news";
  }

  @Override
  public Permission permission() {
    return Permission.VIEW;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Words words = pages.words(request.locale(), request.zone());
    List<Map<String, Object>> news =
        host.records()
            .unit(
                unit ->
                    Deliveries.notesFor(unit, request.actor().userLoginId(), MOST).stream()
                        .map(note -> row(unit, note, request, words))
                        .toList());
    return DeskAnswer.show(DeskView.of("PaylinkNews_Title", "news", Map.of("news", news)));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    return show(request);
  }

  private static Map<String, Object> row(
      Unit unit, Delivery note, DeskRequest request, Words words) {
    PaymentLink link = Links.find(unit, note.linkId()).orElseThrow();
    Optional<Money> received =
        Links.receiptsOf(unit, link.id()).stream()
            .filter(each -> note.receipt().filter(each.key()::equals).isPresent())
            .findFirst()
            .map(PaymentReceipt::amount);
    Map<String, Object> row = new HashMap<>();
    row.put("at", note.createdAt());
    row.put(
        "what",
        words.text(
            "PaylinkOccasion_" + note.occasion().orElseThrow(),
            Map.of("link", link.id(), "amount", received.orElse(link.amount()).toString())));
    row.put("document", link.documentNumber());
    row.put("url", request.places().document(link.subject().type(), link.subject().id()));
    return row;
  }
}
