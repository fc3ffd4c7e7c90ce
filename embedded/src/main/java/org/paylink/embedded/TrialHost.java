package org.paylink.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paylink.Paylink;
import org.paylink.embedded.http.HostServer;
import org.paylink.embedded.http.Signer;
import org.paylink.embedded.http.User;
import org.paylink.gateway.capture.ApproveCaptureGateway;
import org.paylink.gateway.hostedform.HostedFormGateway;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.host.Host;
import org.paylink.host.TokenKeys;
import org.paylink.page.FreemarkerPages;
import org.paylink.page.Labels;
import org.paylink.policy.PolicyField;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.hosted.HostedSimulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole trial in one process: simulators, sample host, Paylink, its background work and the HTTP
 * server. Closing it stops all of it.
 */
public final class TrialHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrialHost.class);

  private final Map<TrialAccount, StripeSimulator> simulators = new EnumMap<>(TrialAccount.class);
  private final Map<TrialChoice, HostedSimulator> choices = new EnumMap<>(TrialChoice.class);
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private EmbeddedHost embedded;
  private HostServer server;
  private Paylink paylink;

  private TrialHost() {}

  /**
   * Starts everything; when it returns, pages are answered.
   *
   * @param port the host's port; the simulators take the ones after it. 0 takes any free ones
   * @param folder where data is kept between starts; must be there
   * @throws TrialException when a port is in use
   */
  public static TrialHost start(int port, Path folder) throws IOException {
    return start(port, folder, Map.of());
  }

  /** As {@link #start(int, Path)}, with settings that precede the trial's own. */
  public static TrialHost start(int port, Path folder, Map<String, String> settings)
      throws IOException {
    TrialHost trial = new TrialHost();
    try {
      trial.begin(port, folder, settings);
      return trial;
    } catch (IOException | RuntimeException e) {
      trial.close();
      throw e;
    }
  }

  /** Where the host's pages are, without a trailing slash. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** An account's simulator. */
  public StripeSimulator simulator(TrialAccount account) {
    return simulators.get(account);
  }

  /** The simulator of a further way to pay. */
  public HostedSimulator simulator(TrialChoice choice) {
    return choices.get(choice);
  }

  /** The page where an account's simulator is told what to do. */
  public URI controlPage(TrialAccount account) {
    return URI.create(simulator(account).baseUrl() + "/simulator");
  }

  /** What the sample host is made of. */
  public Host host() {
    return embedded.host();
  }

  /** What people of the sample host do apart from links. */
  public EmbeddedHost embedded() {
    return embedded;
  }

  /** Payment links on the sample host. */
  public Paylink paylink() {
    return paylink;
  }

  /** Stops everything, the last started first; the database is shut down. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        // What is left must be stopped all the same.
        LOG.warn("a part could not be stopped", e);
      }
    }
  }

  private void begin(int port, Path folder, Map<String, String> settings) throws IOException {
    server = keep(bind(port));
    Map<String, String> all = new HashMap<>();
    Configuration configuration =
        name -> Configuration.of(settings).get(name).or(() -> get(all, name));
    TokenKeys keys = EmbeddedTokenKeys.readOrMake(configuration, folder);
    Signer signer = new Signer(keys.key(keys.currentVersion().orElseThrow()).orElseThrow());
    all.put("public.base.url", server.baseUrl().toString());
    all.put(PolicyField.TASK_PEOPLE.setting(), User.ACCOUNTANT.login());
    all.put(
        "accounts",
        Stream.concat(
                Stream.of(TrialAccount.values()).map(TrialAccount::id),
                Stream.of(TrialChoice.values()).map(TrialChoice::id))
            .collect(Collectors.joining(",")));
    startSimulators(port, folder, signer, all);
    embedded =
        keep(
            EmbeddedHost.open(
                configuration, folder, EmbeddedHost.Parts.of(configuration, keys, folder)));
    embedded.loadSampleData();
    paylink =
        new Paylink(
            embedded.host(),
            List.of(new StripeGateway(), new HostedFormGateway(), new ApproveCaptureGateway()),
            new FreemarkerPages(Labels.load()));
    keep(paylink.sweeper()).start();
    server.serve(embedded.host(), paylink, signer, controlPages());
  }

  /** Starts the gateways' simulators, on the ports after the host's own. */
  private void startSimulators(int port, Path folder, Signer signer, Map<String, String> settings)
      throws IOException {
    for (TrialAccount account : TrialAccount.values()) {
      String secret = "whsec_" + signer.sign("webhook", account.id());
      int simulatorPort = port == 0 ? 0 : port + 1 + account.ordinal();
      StripeSimulator simulator = simulator(account, simulatorPort, folder);
      simulator.webhook(server.baseUrl() + "/pay/hook/" + account.id(), secret);
      settings.putAll(account.settings(simulator.baseUrl(), secret));
    }
    for (TrialChoice choice : TrialChoice.values()) {
      String secret = "secret_" + signer.sign("webhook", choice.id());
      int simulatorPort = port == 0 ? 0 : port + choice.portOffset();
      HostedSimulator simulator = simulator(choice, simulatorPort, folder);
      simulator.webhook(server.baseUrl() + "/pay/hook/" + choice.id(), secret);
      settings.putAll(choice.settings(simulator.baseUrl(), secret));
    }
  }

  private Map<String, URI> controlPages() {
    Map<String, URI> pages = new LinkedHashMap<>();
    for (TrialAccount account : TrialAccount.values()) {
      pages.put(account.title(), controlPage(account));
    }
    choices.forEach(
        (choice, simulator) ->
            pages.put(choice.title(), URI.create(simulator.baseUrl() + "/simulator")));
    return pages;
  }

  private HostedSimulator simulator(TrialChoice choice, int port, Path folder) throws IOException {
    SimulatorOptions options =
        SimulatorOptions.forTrial()
            .withPort(port)
            .withMerchantName(TrialAccount.US.merchant())
            .withDataFile(folder.resolve("simulator-" + choice.id() + ".json"));
    try {
      HostedSimulator simulator = keep(choice.start(options));
      choices.put(choice, simulator);
      return simulator;
    } catch (BindException e) {
      throw taken(port);
    }
  }

  private StripeSimulator simulator(TrialAccount account, int port, Path folder)
      throws IOException {
    SimulatorOptions options =
        SimulatorOptions.forTrial()
            .withPort(port)
            .withMerchantName(account.merchant())
            .withDataFile(folder.resolve("simulator-" + account.id() + ".json"));
    try {
      StripeSimulator simulator = keep(StripeSimulator.start(options));
      simulators.put(account, simulator);
      return simulator;
    } catch (BindException e) {
      throw taken(port);
    }
  }

  private static HostServer bind(int port) throws IOException {
    try {
      return HostServer.bind(port);
    } catch (BindException e) {
      throw taken(port);
    }
  }

  private static TrialException taken(int port) {
    return new TrialException(
        "Port "
            + port
            + " is in use by another program. Choose another with --port, such as --port "
            + (port < 50_000 ? port + 100 : 8765)
            + ", or --port 0 for any free one.");
  }

  private static java.util.Optional<String> get(Map<String, String> all, String name) {
    return Configuration.of(all).get(name);
  }

  private <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }
}
