package org.paylink.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.paylink.simulator.hosted.ApprovalSimulator;
import org.paylink.simulator.hosted.HostedFormSimulator;
import org.paylink.simulator.hosted.HostedSimulator;

/** Runs a simulator until it is told to end. */
public final class SimulatorMain {
  private static final Set<String> OPTIONS =
      Set.of("--kind", "--port", "--data", "--webhook", "--secret", "--key", "--merchant");

  private static final String USAGE =
      "Usage: SimulatorMain [--kind stripe|form|approval] [--port 12111] [--data FILE]"
          + " [--webhook URL --secret whsec_…] [--key sk_test_…] [--merchant NAME]";

  private SimulatorMain() {}

  /** Starts with the options of the command line, and waits. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> given;
    try {
      given = parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    switch (given.getOrDefault("--kind", "stripe")) {
      case "stripe" -> stripe(given);
      case "form" -> hosted(HostedFormSimulator.start(options(given)), given);
      case "approval" -> hosted(ApprovalSimulator.start(options(given)), given);
      default -> throw new IllegalArgumentException("There is no such kind");
    }
    new CountDownLatch(1).await();
  }

  private static void stripe(Map<String, String> given) throws IOException {
    StripeSimulator simulator = StripeSimulator.start(options(given));
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    if (given.containsKey("--webhook")) {
      simulator.webhook(given.get("--webhook"), given.get("--secret"));
    }
    say("Stripe simulator: ", simulator.baseUrl(), simulator.apiKey());
  }

  private static void hosted(HostedSimulator simulator, Map<String, String> given) {
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    if (given.containsKey("--webhook")) {
      simulator.webhook(given.get("--webhook"), given.get("--secret"));
    }
    say("Simulator:        ", simulator.baseUrl(), simulator.apiKey());
  }

  private static void say(String what, String baseUrl, String apiKey) {
    System.out.println(what + baseUrl + "/");
    System.out.println("Secret key:       " + apiKey);
  }

  static Map<String, String> parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException("Unknown or incomplete option: " + arguments[i]);
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    if (given.containsKey("--webhook") != given.containsKey("--secret")) {
      throw new IllegalArgumentException("--webhook and --secret belong together");
    }
    return given;
  }

  private static SimulatorOptions options(Map<String, String> given) {
    SimulatorOptions options =
        SimulatorOptions.forTrial()
            .withPort(Integer.parseInt(given.getOrDefault("--port", "12111")))
            .withApiKey(given.getOrDefault("--key", SimulatorOptions.DEFAULT_API_KEY))
            .withMerchantName(given.getOrDefault("--merchant", "Sample Merchant"));
    String data = given.get("--data");
    return data == null ? options : options.withDataFile(Path.of(data));
  }
}
