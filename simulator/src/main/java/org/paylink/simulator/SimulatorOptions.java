package org.paylink.simulator;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator is started.
 *
 * @param port the port on the loopback interface; 0 takes any free one
 * @param clock the source of time
 * @param seed the seed of every identifier: equal seeds and equal calls give equal identifiers
 * @param automaticDelivery whether webhooks are delivered by a thread; otherwise only {@link
 *     StripeSimulator#deliverDue()} delivers
 * @param apiKey the secret key (sk_test_…) that clients must present
 * @param restrictedKey a restricted key (rk_test_…) that is accepted as well
 * @param apiVersion the account's API version, used where a request or an endpoint names none
 * @param merchantName the name that the payment page shows
 * @param deliveryTimeout how long a webhook endpoint may take to answer
 * @param retryDelays the waits before the second, third … try of a delivery; then it is given up
 * @param dataFile where the state is kept between runs
 */
public record SimulatorOptions(
    int port,
    InstantSource clock,
    long seed,
    boolean automaticDelivery,
    String apiKey,
    String restrictedKey,
    String apiVersion,
    String merchantName,
    Duration deliveryTimeout,
    List<Duration> retryDelays,
    Optional<Path> dataFile) {

  /** The API version that stripe-java 33.3.0 sends and understands. */
  public static final String DEFAULT_API_VERSION = "2026-07-29.dahlia";

  /** The secret key accepted when no other is set. It opens nothing but a simulator. */
  public static final String DEFAULT_API_KEY = "sk_test_simulator";

  private static final List<Duration> DEFAULT_RETRY_DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(12));

  /** Copies the list and checks the port and the keys. */
  public SimulatorOptions {
    retryDelays = List.copyOf(retryDelays);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("No such port: " + port);
    }
    if (!apiKey.startsWith("sk_test_") || !restrictedKey.startsWith("rk_test_")) {
      throw new IllegalArgumentException("The keys must begin with sk_test_ and rk_test_");
    }
  }

  /** For a trial: real time, random identifiers, webhooks delivered by a thread. */
  public static SimulatorOptions forTrial() {
    return new SimulatorOptions(
        0,
        Clock.systemUTC(),
        new SecureRandom().nextLong(),
        true,
        DEFAULT_API_KEY,
        "rk_test_simulator",
        DEFAULT_API_VERSION,
        "Sample Merchant",
        Duration.ofSeconds(10),
        DEFAULT_RETRY_DELAYS,
        Optional.empty());
  }

  /** For tests: the given time, seeded identifiers, webhooks delivered only when asked. */
  public static SimulatorOptions forTests(InstantSource clock, long seed) {
    return forTrial().withClock(clock).withSeed(seed).withAutomaticDelivery(false);
  }

  /** Listens on this port of the loopback interface; 0 takes any free one. */
  public SimulatorOptions withPort(int value) {
    return new SimulatorOptions(
        value,
        clock,
        seed,
        automaticDelivery,
        apiKey,
        restrictedKey,
        apiVersion,
        merchantName,
        deliveryTimeout,
        retryDelays,
        dataFile);
  }

  /** Takes the time from this source. */
  public SimulatorOptions withClock(InstantSource value) {
    return new SimulatorOptions(
        port,
        value,
        seed,
        automaticDelivery,
        apiKey,
        restrictedKey,
        apiVersion,
        merchantName,
        deliveryTimeout,
        retryDelays,
        dataFile);
  }

  /** Makes identifiers from this seed. */
  public SimulatorOptions withSeed(long value) {
    return new SimulatorOptions(
        port,
        clock,
        value,
        automaticDelivery,
        apiKey,
        restrictedKey,
        apiVersion,
        merchantName,
        deliveryTimeout,
        retryDelays,
        dataFile);
  }

  /** Delivers webhooks by a thread, or only on request. */
  public SimulatorOptions withAutomaticDelivery(boolean value) {
    return new SimulatorOptions(
        port,
        clock,
        seed,
        value,
        apiKey,
        restrictedKey,
        apiVersion,
        merchantName,
        deliveryTimeout,
        retryDelays,
        dataFile);
  }

  /** Requires this secret key (sk_test_…). */
  public SimulatorOptions withApiKey(String value) {
    return new SimulatorOptions(
        port,
        clock,
        seed,
        automaticDelivery,
        value,
        restrictedKey,
        apiVersion,
        merchantName,
        deliveryTimeout,
        retryDelays,
        dataFile);
  }

  /** Shows this merchant's name on the payment page. */
  public SimulatorOptions withMerchantName(String value) {
    return new SimulatorOptions(
        port,
        clock,
        seed,
        automaticDelivery,
        apiKey,
        restrictedKey,
        apiVersion,
        value,
        deliveryTimeout,
        retryDelays,
        dataFile);
  }

  /** Gives webhook endpoints this long to answer, and repeats after these waits. */
  public SimulatorOptions withDelivery(Duration timeout, List<Duration> delays) {
    return new SimulatorOptions(
        port,
        clock,
        seed,
        automaticDelivery,
        apiKey,
        restrictedKey,
        apiVersion,
        merchantName,
        timeout,
        delays,
        dataFile);
  }

  /** Keeps the state in this file between runs. */
  public SimulatorOptions withDataFile(Path value) {
    return new SimulatorOptions(
        port,
        clock,
        seed,
        automaticDelivery,
        apiKey,
        restrictedKey,
        apiVersion,
        merchantName,
        deliveryTimeout,
        retryDelays,
        Optional.of(value));
  }
}
