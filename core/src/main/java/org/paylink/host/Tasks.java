package org.paylink.host;

import java.util.Locale;
import java.util.Optional;
import org.paylink.records.Unit;

/**
 * The host's tasks for its people. A task is stored in the unit's transaction, so that it is there
 * exactly when we know its id.
 */
public interface Tasks {

  /** Whether a login can be given tasks. */
  enum Fitness {
    /** Enabled, and may confirm payments. */
    FIT,
    /** Fit, but can't open the host's own list of tasks: sees them only on our pages. */
    CANNOT_SEE_HOST_LIST,
    /** May not confirm payments, so could not do what the task asks. */
    NOT_PERMITTED,
    /** No such login, disabled, or one that belongs to no person. */
    UNKNOWN
  }

  /** Whether a login, which may be any text, can be given tasks. */
  Fitness fitness(String userLoginId);

  /** The language a login reads, or the host's. */
  Locale locale(String userLoginId);

  /**
   * Opens a task.
   *
   * @return its id
   * @throws IllegalStateException when the host refuses; the unit has to be rolled back then
   */
  String open(Unit unit, NewTask task);

  /**
   * Closes a task as done; nothing happens when it is closed or gone.
   *
   * @throws IllegalStateException when the host refuses; the unit has to be rolled back then
   */
  void close(Unit unit, String taskId);

  /**
   * Replaces the text of a task, open or closed; nothing happens when it is gone.
   *
   * @param title at most 100 characters
   * @param description at most 250 characters
   * @throws IllegalStateException when the host refuses; the unit has to be rolled back then
   */
  void replaceText(Unit unit, String taskId, String title, String description);

  /** Whether a task is still to be done; absent when the host has no such task any more. */
  Optional<Boolean> isOpen(Unit unit, String taskId);

  /**
   * A task.
   *
   * @param userLoginId who is to do it
   * @param title what it is about, at most 100 characters
   * @param description what happened and what to do, at most 250 characters
   */
  record NewTask(String userLoginId, String title, String description) {}
}
