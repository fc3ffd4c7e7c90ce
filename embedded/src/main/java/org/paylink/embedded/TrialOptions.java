package org.paylink.embedded;

import java.nio.file.Path;

/**
 * How a trial is started.
 *
 * @param port the host's port; the simulators take the ones after it. 0 takes any free ones
 * @param data the folder everything is kept in between starts
 * @param fresh whether to empty the folder first
 */
public record TrialOptions(int port, Path data, boolean fresh) {
  /** The port unless another is asked for. */
  public static final int DEFAULT_PORT = 8765;

  private static final int LAST_PORT = 65_535;
  private static final int PORTS_NEEDED =
      1 + TrialAccount.values().length + TrialChoice.values().length;

  /** Checks the port. */
  public TrialOptions {
    if (port < 0 || port > LAST_PORT - PORTS_NEEDED + 1) {
      throw new IllegalArgumentException(
          "--port has to be 0, which takes a free one, or from 1 to "
              + (LAST_PORT - PORTS_NEEDED + 1)
              + ".");
    }
    data = data.toAbsolutePath().normalize();
  }

  /**
   * The options of a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static TrialOptions parse(String... arguments) {
    int port = DEFAULT_PORT;
    Path data = Path.of("target", "trial");
    boolean fresh = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--fresh" -> fresh = true;
        case "--port" -> port = number(value(arguments, ++i));
        case "--data" -> data = Path.of(value(arguments, ++i));
        default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".");
      }
    }
    return new TrialOptions(port, data, fresh);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length || arguments[at].isEmpty() || arguments[at].startsWith("--")) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value.");
    }
    return arguments[at];
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("--port needs a number, not " + text + ".");
    }
    return Integer.parseInt(text);
  }
}
