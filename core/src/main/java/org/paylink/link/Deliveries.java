package org.paylink.link;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.records.Query;
import org.paylink.records.Unit;

/**
 * What was sent, and what is to be. A delivery and its outbox row have one key, made from what
 * causes them: so the same cause can't be told of twice. The caller holds the link's lock.
 */
public final class Deliveries {
  private static final String PREFERENCE = "PaymentLinkPreference";
  private static final String BY_US = "<paylink>";
  private static final int KEY_LENGTH = 20;

  private Deliveries() {}

  /**
   * A message somebody wants to be sent.
   *
   * @param recipient an address that has been checked
   * @param subject with placeholders
   * @param text with placeholders
   * @param by which login asks for it
   */
  public record Wish(
      String recipient,
      String recipientName,
      Optional<String> recipientPartyId,
      String templateId,
      String localeTag,
      String subject,
      String text,
      String by) {}

  /**
   * Queues a link for a recipient.
   *
   * @param deliveryId see {@link #key}
   * @return whether it is new; the same id again changes nothing
   */
  public static boolean queueLink(
      Unit unit, String deliveryId, String linkId, Wish wish, Instant now) {
    if (find(unit, deliveryId).isPresent()) {
      return false;
    }
    Map<String, Object> row = row(deliveryId, linkId, DeliveryKind.LINK, wish.templateId(), now);
    row.put("recipient", wish.recipient());
    row.put("recipientName", wish.recipientName());
    row.put("recipientPartyId", wish.recipientPartyId().orElse(null));
    row.put("localeTag", wish.localeTag());
    row.put("subject", wish.subject());
    row.put("messageText", wish.text());
    row.put("createdByUserLogin", wish.by());
    insert(unit, row, DeliveryKind.LINK, now);
    return true;
  }

  /**
   * Queues the confirmation of a payment, once per receipt. Whom it goes to is looked up when it is
   * sent.
   */
  public static void queueConfirmation(
      Unit unit, PaymentLink link, ReceiptKey receipt, Instant now) {
    String id = key("C", receipt.gatewayAccountId(), receipt.externalRef(), receipt.type().name());
    if (find(unit, id).isPresent()) {
      return;
    }
    Map<String, Object> row = row(id, link.id(), DeliveryKind.CONFIRMATION, "confirmation", now);
    row.putAll(receipt.fields());
    row.put("localeTag", link.localeTag());
    insert(unit, row, DeliveryKind.CONFIRMATION, now);
  }

  /**
   * Tells a link's owner of something, by the channel the owner chose and once per cause. Nobody is
   * told when the component itself made the link.
   *
   * @param cause what makes it the same piece of news, such as the id of the attempt
   */
  public static void tellOwner(
      Unit unit,
      PaymentLink link,
      Occasion occasion,
      String cause,
      Optional<ReceiptKey> receipt,
      Instant now) {
    String id = key("N", link.id(), occasion.name(), cause);
    DeliveryChannel channel = ownerChannel(unit, link.createdBy());
    if (link.createdBy().startsWith("<")
        || channel == DeliveryChannel.NONE
        || find(unit, id).isPresent()) {
      return;
    }
    Map<String, Object> row = row(id, link.id(), DeliveryKind.OWNER_NOTICE, "notice", now);
    row.put("channel", channel.name());
    row.put("localeTag", link.localeTag());
    row.put("occasion", occasion.name());
    receipt.ifPresent(key -> row.putAll(key.fields()));
    if (channel == DeliveryChannel.NOTE) {
      row.put("recipient", link.createdBy());
      row.put("state", DeliveryState.SENT.name());
      row.put("sentAt", now);
      unit.insert(Delivery.ENTITY, row);
    } else {
      insert(unit, row, DeliveryKind.OWNER_NOTICE, now);
    }
  }

  /** How a user wants to be told of news; a note unless the user chose otherwise. */
  public static DeliveryChannel ownerChannel(Unit unit, String userLoginId) {
    return unit.find(PREFERENCE, Map.of("userLoginId", userLoginId))
        .flatMap(row -> row.optionalText("ownerChannel"))
        .map(DeliveryChannel::valueOf)
        .orElse(DeliveryChannel.NOTE);
  }

  /** Stores how a user wants to be told of news. */
  public static void chooseOwnerChannel(
      Unit unit, String userLoginId, DeliveryChannel channel, Instant now) {
    Map<String, Object> key = Map.of("userLoginId", userLoginId);
    Map<String, Object> chosen = Map.of("ownerChannel", channel.name(), "changedAt", now);
    if (unit.find(PREFERENCE, key).isPresent()) {
      unit.update(PREFERENCE, key, chosen);
    } else {
      Map<String, Object> row = new HashMap<>(chosen);
      row.putAll(key);
      unit.insert(PREFERENCE, row);
    }
  }

  /** The delivery with this id. */
  public static Optional<Delivery> find(Unit unit, String deliveryId) {
    return unit.find(Delivery.ENTITY, Map.of("deliveryId", deliveryId)).map(Delivery::of);
  }

  /** Deliveries of a link, the newest first. */
  public static List<Delivery> ofLink(Unit unit, String linkId) {
    return unit
        .list(
            Query.from(Delivery.ENTITY)
                .equal("paymentLinkId", linkId)
                .orderBy("-createdDate")
                .orderBy("deliveryId"))
        .stream()
        .map(Delivery::of)
        .toList();
  }

  /** Notes for a user, the newest first. */
  public static List<Delivery> notesFor(Unit unit, String userLoginId, int most) {
    return unit
        .list(
            Query.from(Delivery.ENTITY)
                .equal("recipient", userLoginId)
                .equal("channel", DeliveryChannel.NOTE.name())
                .orderBy("-createdDate")
                .limit(most))
        .stream()
        .map(Delivery::of)
        .toList();
  }

  /** Whether the link was taken over by a transport for a recipient at least once. */
  public static boolean isSent(Unit unit, String linkId) {
    return !unit.list(
            Query.from(Delivery.ENTITY)
                .equal("paymentLinkId", linkId)
                .equal("kind", DeliveryKind.LINK.name())
                .equal("state", DeliveryState.SENT.name())
                .limit(1))
        .isEmpty();
  }

  /**
   * The key of a delivery with a cause: 20 letters and digits, the same for the same cause.
   *
   * @param prefix one letter that says what kind of cause it is
   */
  public static String key(String prefix, String... cause) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", cause).getBytes(StandardCharsets.UTF_8));
      String digits = new BigInteger(1, hash).toString(36).toUpperCase(Locale.ROOT);
      return prefix + ("0".repeat(KEY_LENGTH) + digits).substring(digits.length() + 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Map<String, Object> row(
      String id, String linkId, DeliveryKind kind, String templateId, Instant now) {
    Map<String, Object> row = new HashMap<>();
    row.put("deliveryId", id);
    row.put("paymentLinkId", linkId);
    row.put("kind", kind.name());
    row.put("channel", DeliveryChannel.EMAIL.name());
    row.put("templateId", templateId);
    row.put("state", DeliveryState.QUEUED.name());
    row.put("tries", 0L);
    row.put("createdDate", now);
    row.put("createdByUserLogin", BY_US);
    return row;
  }

  private static void insert(Unit unit, Map<String, Object> row, DeliveryKind kind, Instant now) {
    unit.insert(Delivery.ENTITY, row);
    Outbox.add(
        unit,
        (String) row.get("deliveryId"),
        kind.outbox(),
        (String) row.get("paymentLinkId"),
        now);
  }
}
