package org.paylink.simulator.account;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.webhook.Delivery;

/**
 * Everything the simulated account holds, behind one lock. Objects are kept as the JSON that Stripe
 * would answer. Every access to {@link #data()} happens within {@link #locked}.
 */
public final class Store {
  /** The state that a file keeps between runs. */
  public static final class Data {
    /** Checkout Sessions by identifier, oldest first. */
    public final Map<String, JsonObject> sessions = new LinkedHashMap<>();

    /** The line items of each session. */
    public final Map<String, JsonArray> lineItems = new LinkedHashMap<>();

    /** The description and metadata that each session's PaymentIntent will bear. */
    public final Map<String, JsonObject> intentData = new LinkedHashMap<>();

    /** PaymentIntents by identifier. */
    public final Map<String, JsonObject> paymentIntents = new LinkedHashMap<>();

    /** Charges by identifier, failed ones included. */
    public final Map<String, JsonObject> charges = new LinkedHashMap<>();

    /** Events by identifier, oldest first. */
    public final Map<String, JsonObject> events = new LinkedHashMap<>();

    /** Refunds by identifier, oldest first, failed ones included. */
    public final Map<String, JsonObject> refunds = new LinkedHashMap<>();

    /** Disputes by identifier, oldest first. */
    public final Map<String, JsonObject> disputes = new LinkedHashMap<>();

    /** What refunds and disputes moved on the account, by identifier. */
    public final Map<String, JsonObject> balanceTransactions = new LinkedHashMap<>();

    /** What was really taken, by charge, whatever the answers say. */
    public final Map<String, Taken> taken = new LinkedHashMap<>();

    /** First answers by idempotency key. */
    public final Map<String, StoredAnswer> answers = new LinkedHashMap<>();

    /** Webhook deliveries, oldest first. */
    public final List<Delivery> deliveries = new ArrayList<>();

    /** Checkouts of the simulators other than Stripe's, by identifier, oldest first. */
    public final Map<String, HostedCheckout> checkouts = new LinkedHashMap<>();

    /** What went back of them, by identifier, oldest first. */
    public final Map<String, HostedReversal> reversals = new LinkedHashMap<>();

    /** How many identifiers of each kind were made. */
    public final Map<String, Long> counters = new LinkedHashMap<>();

    /** The seed of the identifiers. */
    public long seed;

    /** How far the clock was advanced, in milliseconds. */
    public long clockOffsetMillis;
  }

  /**
   * Money taken from a payer.
   *
   * @param currency the currency, in lower case
   * @param amount the amount in Stripe's minor units
   */
  public record Taken(String currency, long amount) {}

  /**
   * An answer kept under an idempotency key.
   *
   * @param path the path of the first request
   * @param fingerprint a digest of its parameters
   * @param status the HTTP status, or 0 while the first request is being executed
   * @param body the body of the answer
   * @param requestId the identifier of the first request
   * @param createdSecond when the key was first used, in seconds since 1970
   */
  public record StoredAnswer(
      String path,
      String fingerprint,
      int status,
      String body,
      String requestId,
      long createdSecond) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Optional<Path> file;
  private final Data data;

  /** Restores the file's state if the file exists, else starts empty with the given seed. */
  public Store(Optional<Path> file, long seed) {
    this.file = file;
    this.data = file.filter(Files::exists).map(Store::read).orElseGet(() -> empty(seed));
  }

  private static Data empty(long seed) {
    Data fresh = new Data();
    fresh.seed = seed;
    return fresh;
  }

  private static Data read(Path path) {
    try {
      Data kept = Json.gson().fromJson(Files.readString(path), Data.class);
      // An answer still under way when the process ended never came to be.
      kept.answers.values().removeIf(answer -> answer.status() == 0);
      kept.deliveries.stream()
          .filter(delivery -> delivery.state == Delivery.State.SENDING)
          .forEach(delivery -> delivery.state = Delivery.State.WAITING);
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the clock as it was left, and answers identifiers that go on where they were. */
  public Identifiers restore(SimulatorClock clock) {
    return locked(
        () -> {
          clock.restoreOffsetMillis(data.clockOffsetMillis);
          return new Identifiers(data.seed, data.counters);
        });
  }

  /** Does something with the state while nobody else does. */
  public <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Does something with the state while nobody else does. */
  public void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The state.
   *
   * @throws IllegalStateException if the caller does not hold the lock
   */
  public Data data() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("The state is read and changed under its lock only");
    }
    return data;
  }

  /** Writes the state to its file, if there is one, in one step. */
  public void save() {
    file.ifPresent(path -> locked(() -> write(path)));
  }

  private void write(Path path) {
    try {
      Path target = path.toAbsolutePath();
      Path fresh = target.resolveSibling(target.getFileName() + ".new");
      Files.writeString(fresh, Json.gson().toJson(data));
      Files.move(
          fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
