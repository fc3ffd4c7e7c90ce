package org.paylink.simulator;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.paylink.simulator.account.Events;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Payments;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.account.Sessions;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.page.PageHandler;
import org.paylink.simulator.webhook.Courier;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.webhook.Endpoint;
import org.paylink.simulator.webhook.Outbox;
import org.paylink.simulator.wire.ApiHandler;
import org.paylink.simulator.wire.RecordedRequest;
import org.paylink.simulator.wire.RequestRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stripe Checkout on the wire: a server on the loopback interface with the API, the payment page,
 * webhooks, and faults on demand. No real money. Every method is safe under concurrent calls.
 *
 * @see <a href="https://docs.stripe.com/api/checkout/sessions">Checkout Sessions</a>
 */
public final class StripeSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StripeSimulator.class);
  private static final int MOST_THREADS = 32;
  private static final int MOST_WAITING = 256;
  private static final long DELIVERY_PERIOD_MILLIS = 100;

  private final SimulatorOptions options;
  private final SimulatorClock clock;
  private final Store store;
  private final Faults faults = new Faults();
  private final RequestRecorder recorder = new RequestRecorder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Sessions sessions;
  private final Payments payments;
  private final Outbox outbox;
  private final Courier courier;
  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService delivery;

  private StripeSimulator(SimulatorOptions options) throws IOException {
    this.options = options;
    this.clock = new SimulatorClock(options.clock());
    this.store = new Store(options.dataFile(), options.seed());
    Identifiers identifiers = store.locked(this::restore);
    this.outbox = new Outbox(store, identifiers, clock, faults);
    Events events = new Events(store, identifiers, clock, options.apiVersion(), outbox::accept);
    this.sessions = new Sessions(store, identifiers, clock, events, this::baseUrl);
    this.payments = new Payments(store, identifiers, clock, sessions, events, faults);
    this.courier = new Courier(store, clock, options.deliveryTimeout(), options.retryDelays());
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
    this.threads = newThreads();
    server.setExecutor(threads);
    server.createContext(
        "/v1",
        new ApiHandler(store, identifiers, clock, options, sessions, faults, recorder, closing));
    server.createContext("/", new PageHandler(this, store));
    this.delivery = Executors.newSingleThreadScheduledExecutor(StripeSimulator::daemon);
  }

  private Identifiers restore() {
    clock.restoreOffsetMillis(store.data().clockOffsetMillis);
    return new Identifiers(store.data().seed, store.data().counters);
  }

  private static ThreadPoolExecutor newThreads() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            StripeSimulator::daemon);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stripe-simulator");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a simulator.
   *
   * @throws IOException if the port is taken
   */
  public static StripeSimulator start(SimulatorOptions options) throws IOException {
    StripeSimulator simulator = new StripeSimulator(options);
    simulator.server.start();
    if (options.automaticDelivery()) {
      var unused =
          simulator.delivery.scheduleWithFixedDelay(
              simulator::deliverQuietly,
              DELIVERY_PERIOD_MILLIS,
              DELIVERY_PERIOD_MILLIS,
              TimeUnit.MILLISECONDS);
    }
    return simulator;
  }

  private void deliverQuietly() {
    try {
      tick();
      deliverDue();
    } catch (RuntimeException e) {
      LOG.warn("A round of webhook deliveries failed", e);
    }
  }

  /** Stops the server and its threads, ends hanging calls, and writes the data file. */
  @Override
  public void close() {
    closing.countDown();
    delivery.shutdownNow();
    server.stop(0);
    threads.shutdownNow();
    store.save();
  }

  /** The base of the API and of the pages, such as {@code http://127.0.0.1:12111}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The secret key that clients must present. */
  public String apiKey() {
    return options.apiKey();
  }

  /** How it was started. */
  public SimulatorOptions options() {
    return options;
  }

  /** The simulator's time. */
  public SimulatorClock clock() {
    return clock;
  }

  /** Advances the clock and does what has become due but for deliveries. */
  public void advance(Duration by) {
    store.locked(
        () -> {
          clock.advance(by);
          store.data().clockOffsetMillis = clock.offsetMillis();
        });
    tick();
    store.save();
  }

  /** Expires the sessions whose time is over. */
  public void tick() {
    store.locked(sessions::expireDue);
  }

  /** Sends the events that happen from now on to this URL, signed with the secret. */
  public void webhook(String url, String secret) {
    outbox.add(new Endpoint(url, secret, Optional.empty()));
  }

  /** Sends the events that happen from now on, saying the API version. */
  public void webhook(String url, String secret, String apiVersion) {
    outbox.add(new Endpoint(url, secret, Optional.of(apiVersion)));
  }

  /** The webhook endpoints. */
  public List<Endpoint> webhooks() {
    return outbox.endpoints();
  }

  /** All sessions, oldest first. */
  public List<SimulatedSession> sessions() {
    tick();
    return store.locked(
        () -> store.data().sessions.values().stream().map(SimulatedSession::of).toList());
  }

  /** The session with this identifier. */
  public Optional<SimulatedSession> session(String id) {
    return store.locked(() -> sessions.find(id).map(SimulatedSession::of));
  }

  /** Whether the session's payment waits for the bank's answer. */
  public boolean isProcessing(String sessionId) {
    return store.locked(() -> payments.isProcessing(sessionId));
  }

  /**
   * The payer pays by card.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession pay(String sessionId) {
    return change(() -> payments.payByCard(sessionId));
  }

  /**
   * The payer pays by card and passes the authentication.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession payWith3ds(String sessionId) {
    return change(
        () -> {
          payments.beginAuthentication(sessionId);
          return payments.finishAuthentication(sessionId, true);
        });
  }

  /**
   * The payer begins a payment by card that needs authentication.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession begin3ds(String sessionId) {
    return change(() -> payments.beginAuthentication(sessionId));
  }

  /**
   * The payer passes or fails the authentication that was begun.
   *
   * @throws Refusal if the session isn't open or nothing was begun
   */
  public SimulatedSession finish3ds(String sessionId, boolean passed) {
    return change(() -> payments.finishAuthentication(sessionId, passed));
  }

  /**
   * The payer's card is declined, with a code such as {@code insufficient_funds}.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession decline(String sessionId, String code) {
    return change(() -> payments.decline(sessionId, code));
  }

  /**
   * The payer orders a bank debit, which succeeds or fails later.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession payByBankDebit(String sessionId) {
    return change(() -> payments.payByBankDebit(sessionId));
  }

  /**
   * The bank pays the debit.
   *
   * @throws Refusal if no debit is under way
   */
  public SimulatedSession bankDebitSucceeds(String sessionId) {
    return change(() -> payments.finishBankDebit(sessionId, true));
  }

  /**
   * The bank refuses the debit.
   *
   * @throws Refusal if no debit is under way
   */
  public SimulatedSession bankDebitFails(String sessionId) {
    return change(() -> payments.finishBankDebit(sessionId, false));
  }

  /**
   * Expires the session before its time, as the gateway's own doing.
   *
   * @throws Refusal if the session isn't open
   */
  public SimulatedSession expireNow(String sessionId) {
    return change(() -> sessions.expire(sessionId));
  }

  private SimulatedSession change(Supplier<JsonObject> action) {
    SimulatedSession after = store.locked(() -> SimulatedSession.of(action.get()));
    store.save();
    return after;
  }

  /** The faults still to happen, and how to ask for more. */
  public Faults faults() {
    return faults;
  }

  /** Lets the webhooks held back for reordering go, newest first. */
  public void releaseHeldWebhooks() {
    store.locked(outbox::releaseHeld);
  }

  /**
   * Sends the webhooks that are due, in the calling thread.
   *
   * @return how many requests were sent
   */
  public int deliverDue() {
    int sent = courier.deliverDue();
    if (sent > 0) {
      store.save();
    }
    return sent;
  }

  /** Puts a delivery in line once more. */
  public void resend(String deliveryId) {
    store.locked(() -> outbox.resend(deliveryId));
  }

  /** All deliveries, oldest first; copies. */
  public List<Delivery> deliveries() {
    return store.locked(() -> store.data().deliveries.stream().map(Delivery::copy).toList());
  }

  /** The API requests received, oldest first. */
  public List<RecordedRequest> requests() {
    return recorder.all();
  }

  /** The events recorded, oldest first, as JSON. */
  public List<JsonObject> events() {
    return store.locked(
        () -> store.data().events.values().stream().map(JsonObject::deepCopy).toList());
  }

  /** How many sessions were ever created. */
  public int sessionsCreated() {
    return store.locked(() -> store.data().sessions.size());
  }

  /** How many charges really took money. */
  public int chargesMade() {
    return store.locked(() -> store.data().taken.size());
  }

  /** What was really taken, whatever the answers say: minor units by currency in lower case. */
  public Map<String, Long> totalCharged() {
    return store.locked(
        () -> {
          Map<String, Long> sums = new TreeMap<>();
          for (Store.Taken taken : store.data().taken.values()) {
            sums.merge(taken.currency(), taken.amount(), Long::sum);
          }
          return sums;
        });
  }
}
