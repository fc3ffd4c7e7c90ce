package org.paylink.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.paylink.host.Host;
import org.paylink.link.PaymentLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that a link's page was opened: once an hour for each kind of visitor and device, so that
 * nobody can fill the table by opening a page.
 */
final class Clicks {
  private static final Logger LOG = LoggerFactory.getLogger(Clicks.class);
  private static final String ENTITY = "PaymentLinkClick";
  private static final Duration BUCKET = Duration.ofHours(1);
  private static final int ID_CHARACTERS = 20;

  private final Host host;

  Clicks(Host host) {
    this.host = host;
  }

  /** The one thing a GET writes. When it can't be written the page is shown all the same. */
  void note(PaymentLink link, WebRequest request) {
    try {
      Instant now = host.clock().instant();
      String kind = Visitors.kind(request);
      String device = Visitors.device(request);
      Map<String, Object> key = Map.of("clickId", id(link.id(), kind, device, now));
      Map<String, Object> row = new HashMap<>(key);
      row.put("paymentLinkId", link.id());
      row.put("clickedAt", now);
      row.put("visitorKind", kind);
      row.put("device", device);
      host.records()
          .run(
              unit -> {
                if (unit.find(ENTITY, key).isEmpty()) {
                  unit.insert(ENTITY, row);
                }
              });
    } catch (Exception e) {
      LOG.warn("a click on link {} could not be noted", link.id(), e);
    }
  }

  /** The same for the same hour, on every node. */
  private static String id(String linkId, String kind, String device, Instant now) {
    long bucket = Math.floorDiv(now.getEpochSecond(), BUCKET.toSeconds());
    String name = String.join("|", linkId, kind, device, Long.toString(bucket));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(hash).substring(0, ID_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
