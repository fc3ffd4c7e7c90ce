package org.paylink.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Which tasks people were given for exceptions. */
public final class ExceptionTasks {
  private ExceptionTasks() {}

  /**
   * A person's task.
   *
   * @param id the host's id
   * @param userLoginId who got it
   * @param closedAt when we closed it; absent while the exception is open
   */
  public record Task(String id, String userLoginId, Optional<Instant> closedAt) {}

  /** Locks an exception and reads it afresh; its link's lock, if it is needed, is taken before. */
  public static Optional<PaymentExceptions.PaymentException> lock(Unit unit, String exceptionId) {
    return unit.lock(PaymentExceptions.ENTITY, Map.of("exceptionId", exceptionId))
        ? PaymentExceptions.find(unit, exceptionId)
        : Optional.empty();
  }

  /** Notes which task a person was given. The exception is locked. */
  public static void opened(Unit unit, String exceptionId, String taskId, String userLoginId) {
    Map<String, Object> task = new HashMap<>();
    task.put("workEffortId", taskId);
    task.put("taskUserLogin", userLoginId);
    task.put("taskClosedAt", null);
    unit.update(PaymentExceptions.ENTITY, Map.of("exceptionId", exceptionId), task);
  }

  /** Notes that we closed the task. The exception is locked. */
  public static void closed(Unit unit, String exceptionId, Instant now) {
    unit.update(
        PaymentExceptions.ENTITY, Map.of("exceptionId", exceptionId), Map.of("taskClosedAt", now));
  }

  static Optional<Task> read(Row row) {
    return row.optionalText("workEffortId")
        .map(
            id ->
                new Task(
                    id, row.optionalText("taskUserLogin").orElse(""), row.moment("taskClosedAt")));
  }
}
