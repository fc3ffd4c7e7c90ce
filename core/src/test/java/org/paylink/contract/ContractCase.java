package org.paylink.contract;

/**
 * One case of a port's contract. Needs nothing but the JDK and core, so that the same cases run in
 * JUnit and inside a host.
 *
 * @param name a sentence that says what holds
 * @param body throws when it does not hold
 */
public record ContractCase(String name, Body body) {

  /** What a case does. */
  @FunctionalInterface
  public interface Body {
    /** Throws when the contract is broken, {@link AssertionError} where it was looked for. */
    void execute() throws Exception;
  }

  /**
   * Executes the case; its time is bounded.
   *
   * @throws AssertionError when the contract is broken; it names the case
   */
  public void verify() {
    try {
      body.execute();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("broken: " + name + ": " + e, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
