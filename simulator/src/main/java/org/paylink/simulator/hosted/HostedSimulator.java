package org.paylink.simulator.hosted;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.Identifiers;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.webhook.Courier;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.webhook.Endpoint;
import org.paylink.simulator.webhook.Outbox;
import org.paylink.simulator.wire.RecordedRequest;
import org.paylink.simulator.wire.RequestRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway on the wire other than Stripe: a server on the loopback interface with an API, a page
 * for payers, signed notifications, and faults on demand. No real money. Every method is safe under
 * concurrent calls.
 */
public abstract class HostedSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostedSimulator.class);
  private static final int THREADS = 32;
  private static final long DELIVERY_PERIOD_MILLIS = 100;

  final SimulatorOptions options;
  final SimulatorClock clock;
  final Store store;
  final Identifiers identifiers;
  final Faults faults = new Faults();
  final Checkouts checkouts;
  final Backflow backflow;
  private final HostedRefunds reversals;
  private final Wire wire;
  private final Outbox outbox;
  private final Courier courier;
  private final RequestRecorder recorder = new RequestRecorder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private final ExecutorService threads;
  private final ScheduledExecutorService delivery;

  HostedSimulator(SimulatorOptions options, Wire wire) throws IOException {
    this.options = options;
    this.wire = wire;
    clock = new SimulatorClock(options.clock());
    store = new Store(options.dataFile(), options.seed());
    identifiers = store.restore(clock);
    outbox = new Outbox(store, identifiers, clock, faults);
    Notices notices = new Notices(wire, outbox, identifiers, clock);
    checkouts = new Checkouts(store, identifiers, clock, faults, notices);
    backflow = new Backflow(store, identifiers, clock, notices);
    reversals = new HostedRefunds(backflow);
    courier =
        new Courier(
            store, clock, options.deliveryTimeout(), options.retryDelays(), wire::signature);
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
    threads = Executors.newFixedThreadPool(THREADS, HostedSimulator::daemon);
    delivery = Executors.newSingleThreadScheduledExecutor(HostedSimulator::daemon);
    server.setExecutor(threads);
    server.createContext(wire.apiPath(), new HostedApi(this, wire, recorder, closing));
    server.createContext("/", new HostedPages(this, wire));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "hosted-simulator");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to answer, and to deliver if the options say so. */
  final void begin() {
    // Without it every answer waits some 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server.start();
    if (options.automaticDelivery()) {
      var unused =
          delivery.scheduleWithFixedDelay(
              this::deliverQuietly,
              DELIVERY_PERIOD_MILLIS,
              DELIVERY_PERIOD_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private void deliverQuietly() {
    try {
      tick();
      deliverDue();
    } catch (RuntimeException e) {
      LOG.warn("A round of notifications failed", e);
    }
  }

  /** The base of the API and of the pages. */
  public final String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The key that clients must present. */
  public final String apiKey() {
    return options.apiKey();
  }

  /** The faults still to happen, and how to ask for more. */
  public final Faults faults() {
    return faults;
  }

  /** The simulator's time. */
  public final SimulatorClock clock() {
    return clock;
  }

  /** Sends the events that happen from now on to this URL, signed with the secret. */
  public final void webhook(String url, String secret) {
    outbox.add(new Endpoint(url, secret, Optional.empty()));
  }

  /** Refunds, as the dashboard and banks make them. */
  public final HostedRefunds reversals() {
    return reversals;
  }

  /** Disputes, as payers and banks make them, where the gateway tells of them. */
  public Optional<DisputeControls> disputes() {
    return Optional.empty();
  }

  /** Ends what is over, and lets banks answer whose days have passed. */
  public final void tick() {
    store.locked(checkouts::tick);
  }

  /** Advances the clock and does what has become due but for deliveries. */
  public final void advance(Duration by) {
    store.locked(
        () -> {
          clock.advance(by);
          store.data().clockOffsetMillis = clock.offsetMillis();
        });
    tick();
    store.save();
  }

  /** The payer's try is declined, with a code such as {@code insufficient_funds}. */
  public abstract void decline(String id, String code);

  /** The bank pays what is under way. */
  public final void bankPays(String id) {
    change(() -> checkouts.bankAnswers(id, true));
  }

  /** The bank refuses what is under way. */
  public final void bankRefuses(String id) {
    change(() -> checkouts.bankAnswers(id, false));
  }

  /** The time of what nobody finished is over at once. */
  public final void expireNow(String id) {
    change(() -> checkouts.close(id));
  }

  final HostedCheckout change(Supplier<HostedCheckout> action) {
    HostedCheckout after = store.locked(action);
    store.save();
    return after;
  }

  /** The checkouts, oldest first; their states as of now. */
  public final List<HostedCheckout> all() {
    tick();
    return store.locked(() -> List.copyOf(store.data().checkouts.values()));
  }

  /** The checkout with this identifier. */
  public final HostedCheckout checkout(String id) {
    return store.locked(() -> checkouts.find(id)).orElseThrow();
  }

  /** How many checkouts were ever created. */
  public final int checkoutsCreated() {
    return store.locked(() -> store.data().checkouts.size());
  }

  /** What was really taken, whatever the answers say: minor units by currency in upper case. */
  public final Map<String, Long> totalCharged() {
    return store.locked(checkouts::totalCharged);
  }

  /**
   * Sends the notifications that are due, in the calling thread.
   *
   * @return how many requests were sent
   */
  public final int deliverDue() {
    int sent = courier.deliverDue();
    if (sent > 0) {
      store.save();
    }
    return sent;
  }

  /** All deliveries, oldest first; copies. */
  public final List<Delivery> deliveries() {
    return store.locked(() -> store.data().deliveries.stream().map(Delivery::copy).toList());
  }

  /** The headers a delivery goes with when it is sent at the simulator's present. */
  public final Map<String, String> headers(Delivery delivery) {
    return wire.signature(delivery, clock.instant());
  }

  /** The API requests received, oldest first. */
  public final List<RecordedRequest> requests() {
    return recorder.all();
  }

  /** Stops the server and its threads, ends hanging calls, and writes the data file. */
  @Override
  public final void close() {
    closing.countDown();
    delivery.shutdownNow();
    server.stop(0);
    threads.shutdownNow();
    store.save();
  }
}
