package org.paylink.sending.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.paylink.desk.DeskAnswer;
import org.paylink.desk.DeskPage;
import org.paylink.desk.DeskRequest;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.page.DeskView;
import org.paylink.sending.QrCode;

/** Shows a link as a QR code, to be scanned from the screen or printed. */
public final class QrPage implements DeskPage {
  private final Host host;
  private final LinkUrls urls;

  /** For a host. */
  public QrPage(Host host, LinkUrls urls) {
    this.host = host;
    this.urls = urls;
  }

  @Override
  public String name() {
    return "qr";
  }

  @Override
  public Permission permission() {
    return Permission.CREATE;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Instant now = host.clock().instant();
    String linkId = request.text("link").orElse("");
    PaymentLink link = host.records().unit(unit -> Links.require(unit, linkId));
    Map<String, Object> model = new HashMap<>();
    model.put("link", link.id());
    model.put("purpose", link.purpose());
    model.put("amount", link.amount());
    model.put("until", link.expiresAt());
    model.put("test", link.testMode());
    model.put("payee", payee(link));
    if (link.isOpenAt(now)) {
      QrCode code = QrCode.of(urls.of(link));
      model.put("size", code.size());
      model.put("path", code.path());
    }
    return DeskAnswer.show(
        DeskView.of("PaylinkQr_Title", "qr", model).titled(Map.of("link", link.id())));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    return show(request);
  }

  private String payee(PaymentLink link) {
    return host.records()
        .unit(unit -> host.ledger().document(unit, link.subject()))
        .map(Document::payeeName)
        .orElse(link.subject().organizationPartyId());
  }
}
