package org.paylink.panel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentReceipt;
import org.paylink.page.PanelView;
import org.paylink.records.Unit;

/** What is true of a link that was just cancelled: gone for good, or paid in the same moment. */
public final class CancelNotice {
  private CancelNotice() {}

  /** Of a link whose cancelling has just been tried. */
  public static PanelView.Notice of(Unit unit, String linkId) {
    Map<String, String> facts = new HashMap<>(Map.of("link", linkId));
    boolean paid =
        Links.find(unit, linkId)
            .filter(link -> Links.facts(unit, link).received().isPositive())
            .isPresent();
    List<PaymentReceipt> receipts = Links.receiptsOf(unit, linkId);
    List<PaymentAttempt> attempts = Links.attemptsOf(unit, linkId);
    if (paid) {
      facts.put(
          "amount",
          receipts.stream().map(r -> r.signed().toString()).collect(Collectors.joining(", ")));
      return notice("PaylinkNotice_cancelledButPaid", facts, true);
    }
    if (attempts.stream().anyMatch(PaymentAttempt::isBeingTaken)) {
      return notice("PaylinkNotice_cancelledWhileTaking", facts, true);
    }
    if (attempts.stream().anyMatch(PaymentAttempt::isUnderWay)) {
      return notice("PaylinkNotice_cancelledWhilePaying", facts, true);
    }
    boolean open = attempts.stream().anyMatch(attempt -> attempt.state().isLive());
    return notice(
        open ? "PaylinkNotice_cancelledNotClosed" : "PaylinkNotice_cancelled", facts, open);
  }

  private static PanelView.Notice notice(
      String labelKey, Map<String, String> facts, boolean warning) {
    return new PanelView.Notice(Optional.empty(), Optional.of(labelKey), facts, warning);
  }
}
