package org.paylink.simulator.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The faults still to happen, in the order they were asked for. Faults of calls wait in one queue
 * per operation; the queue of {@link ApiOperation#ANY} is used up after the operation's own. Safe
 * under concurrent calls.
 */
public final class Faults {
  /** The most faults that may wait at a time, so that a slip can't fill the memory. */
  public static final int MOST_WAITING = 10_000;

  private final Map<ApiOperation, Deque<ApiFault>> api = new EnumMap<>(ApiOperation.class);
  private final Deque<PaymentFault> payments = new ArrayDeque<>();
  private final List<WebhookFault> webhooks = new ArrayList<>();

  /** The next calls answer 429, asking to wait this long (in whole seconds). */
  public Faults rateLimit(ApiOperation operation, int times, Duration retryAfter) {
    return add(operation, times, new ApiFault(ApiFault.Kind.RATE_LIMITED, retryAfter));
  }

  /** The next calls answer 500, kept under their idempotency keys. */
  public Faults serverError(ApiOperation operation, int times) {
    return add(operation, times, new ApiFault(ApiFault.Kind.SERVER_ERROR, Duration.ZERO));
  }

  /**
   * The next calls are done, but their connections closed without an answer. The JDK's {@code
   * HttpURLConnection}, which stripe-java uses, repeats such a request once by itself: lose two
   * answers, or use {@link #cutAnswer}, to let the program see it.
   */
  public Faults loseAnswer(ApiOperation operation, int times) {
    return add(operation, times, new ApiFault(ApiFault.Kind.LOSE_ANSWER, Duration.ZERO));
  }

  /** The next calls are done, but their answers break off half way. */
  public Faults cutAnswer(ApiOperation operation, int times) {
    return add(operation, times, new ApiFault(ApiFault.Kind.CUT_ANSWER, Duration.ZERO));
  }

  /** The next calls are done, then nothing is heard, for at most this long in real time. */
  public Faults hangAfterWork(ApiOperation operation, int times, Duration atMost) {
    return add(operation, times, new ApiFault(ApiFault.Kind.HANG_AFTER_WORK, atMost));
  }

  /** The next calls are not done, and nothing is heard, for at most this long in real time. */
  public Faults hangBeforeWork(ApiOperation operation, int times, Duration atMost) {
    return add(operation, times, new ApiFault(ApiFault.Kind.HANG_BEFORE_WORK, atMost));
  }

  /** The next calls take this much longer, in real time. */
  public Faults slow(ApiOperation operation, int times, Duration by) {
    return add(operation, times, new ApiFault(ApiFault.Kind.SLOW, by));
  }

  /** The next calls of the operation suffer this fault. */
  public synchronized Faults add(ApiOperation operation, int times, ApiFault fault) {
    Deque<ApiFault> queue = api.computeIfAbsent(operation, o -> new ArrayDeque<>());
    checkRoom(times, queue.size());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
    return this;
  }

  /** The next payment takes another amount, in Stripe's minor units. */
  public Faults nextPaymentTakes(long amount) {
    return add(new PaymentFault(PaymentFault.Kind.OTHER_AMOUNT, amount, ""));
  }

  /** The next payment takes its number of minor units in another currency, in lower case. */
  public Faults nextPaymentInCurrency(String currency) {
    return add(new PaymentFault(PaymentFault.Kind.OTHER_CURRENCY, 0, currency));
  }

  /** The next payment takes the right money, but no answer says how much. */
  public Faults nextPaymentWithoutAmount() {
    return add(new PaymentFault(PaymentFault.Kind.ABSENT_AMOUNT, 0, ""));
  }

  /** The next payment suffers this fault. */
  public synchronized Faults add(PaymentFault fault) {
    checkRoom(1, payments.size());
    payments.add(fault);
    return this;
  }

  /** The next event is sent so many times. */
  public Faults duplicateWebhook(int copies) {
    return webhook(WebhookFault.Kind.DUPLICATE, 1, copies, Duration.ZERO, Optional.empty());
  }

  /** The next event of the type is sent so many times at once. */
  public Faults burstWebhook(String eventType, int copies) {
    return webhook(WebhookFault.Kind.BURST, 1, copies, Duration.ZERO, Optional.of(eventType));
  }

  /** The next events are sent newest first, once all of them have happened. */
  public Faults reorderWebhooks(int events) {
    return webhook(WebhookFault.Kind.REORDER, events, 1, Duration.ZERO, Optional.empty());
  }

  /** The next events are sent later by this much of the simulator's clock. */
  public Faults delayWebhooks(int events, Duration by) {
    return webhook(WebhookFault.Kind.DELAY, events, 1, by, Optional.empty());
  }

  /** The next events are never sent. */
  public Faults loseWebhooks(int events) {
    return webhook(WebhookFault.Kind.LOSE, events, 1, Duration.ZERO, Optional.empty());
  }

  /** The next events have the shape of an API version that nobody knows. */
  public Faults otherVersionWebhooks(int events) {
    return webhook(WebhookFault.Kind.OTHER_VERSION, events, 1, Duration.ZERO, Optional.empty());
  }

  /** The next events suffer this, if they are of the type given. */
  public synchronized Faults webhook(
      WebhookFault.Kind kind, int events, int copies, Duration delay, Optional<String> eventType) {
    checkRoom(events, webhooks.size());
    WebhookFault fault = new WebhookFault(kind, copies, delay, eventType);
    for (int i = 0; i < events; i++) {
      webhooks.add(fault);
    }
    return this;
  }

  private static void checkRoom(int wanted, int waiting) {
    if (wanted < 1 || wanted + waiting > MOST_WAITING) {
      throw new IllegalArgumentException("From 1 to " + MOST_WAITING + " faults, not " + wanted);
    }
  }

  /** Takes the fault that the present call suffers. */
  public synchronized Optional<ApiFault> take(ApiOperation operation) {
    ApiFault own = queue(operation).poll();
    return Optional.ofNullable(own == null ? queue(ApiOperation.ANY).poll() : own);
  }

  /** Gives back a fault that could not show, to be the operation's next. */
  public synchronized void giveBack(ApiOperation operation, ApiFault fault) {
    queue(operation).addFirst(fault);
  }

  private Deque<ApiFault> queue(ApiOperation operation) {
    return api.computeIfAbsent(operation, o -> new ArrayDeque<>());
  }

  /** Takes the fault that the present payment suffers. */
  public synchronized Optional<PaymentFault> takeForPayment() {
    return Optional.ofNullable(payments.poll());
  }

  /** Takes the first fault that applies to an event of this type. */
  public synchronized Optional<WebhookFault> takeForEvent(String type) {
    for (Iterator<WebhookFault> all = webhooks.iterator(); all.hasNext(); ) {
      WebhookFault fault = all.next();
      if (fault.appliesTo(type)) {
        all.remove();
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Whether another event is still to be held back for reordering. */
  public synchronized boolean awaitsReorder() {
    return webhooks.stream().anyMatch(f -> f.kind() == WebhookFault.Kind.REORDER);
  }

  /** Forgets every fault still to happen. */
  public synchronized void clear() {
    api.clear();
    payments.clear();
    webhooks.clear();
  }

  /** One line for each fault still to happen, in the order they will. */
  public synchronized List<String> describe() {
    List<String> lines = new ArrayList<>();
    api.forEach(
        (operation, queue) ->
            queue.forEach(
                f -> lines.add("API call (" + words(operation) + "): " + words(f.kind()))));
    payments.forEach(f -> lines.add("Payment: " + words(f.kind())));
    webhooks.forEach(
        f -> lines.add("Webhook (" + f.eventType().orElse("any") + "): " + words(f.kind())));
    return lines;
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
