package org.paylink.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.page.PageHandler;
import org.paylink.simulator.webhook.Courier;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.webhook.Endpoint;
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
public final class StripeSimulator extends SimulatedAccount implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StripeSimulator.class);
  private static final int MOST_THREADS = 32;
  private static final int MOST_WAITING = 256;
  private static final long DELIVERY_PERIOD_MILLIS = 100;

  private final SimulatorOptions options;
  private final RequestRecorder recorder = new RequestRecorder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Courier courier;
  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService delivery;

  private StripeSimulator(SimulatorOptions options) throws IOException {
    super(options);
    this.options = options;
    this.courier = new Courier(store, clock, options.deliveryTimeout(), options.retryDelays());
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
    this.threads = newThreads();
    server.setExecutor(threads);
    server.createContext(
        "/v1",
        new ApiHandler(
            store, identifiers, clock, options, sessions, refunds, faults, recorder, closing));
    server.createContext("/", new PageHandler(this, store));
    this.delivery = Executors.newSingleThreadScheduledExecutor(StripeSimulator::daemon);
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
    // Without it every answer waits some 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
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

  @Override
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
}
