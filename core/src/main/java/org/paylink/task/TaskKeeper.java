package org.paylink.task;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.host.Tasks;
import org.paylink.link.ExceptionTasks;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.link.Texts;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a person's task in line with its exception: an open exception has one task, a resolved one
 * has none that is open. Repeating it changes nothing, so it may be asked for any number of times.
 *
 * <p>A task that its person closed by hand stays closed and the exception stays open: that somebody
 * has ticked a box does not make the money right.
 */
public final class TaskKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(TaskKeeper.class);
  private static final int LONGEST_TITLE = 100;
  private static final int LONGEST_DESCRIPTION = 250;

  private final Host host;
  private final Labels labels = Labels.load();

  /** For a host. */
  public TaskKeeper(Host host) {
    this.host = host;
  }

  /** Opens or closes the task of an exception, whichever is due. */
  public void keep(String exceptionId) {
    host.records().run(unit -> inUnit(unit, exceptionId));
  }

  /** Replaces the text of an exception's task by one that says that it was erased, and when. */
  public void eraseText(Unit unit, PaymentException exception) {
    exception
        .task()
        .ifPresent(
            task -> {
              Words words =
                  new Words(
                      labels, host.tasks().locale(task.userLoginId()), host.settings().zone());
              Map<String, String> facts = new HashMap<>();
              facts.put("date", words.formats().dateTime(host.clock().instant()));
              exception.linkId().ifPresent(id -> facts.put("link", id));
              host.tasks()
                  .replaceText(
                      unit,
                      task.id(),
                      Texts.shortened(words.text("PaylinkTask_Erased", facts), LONGEST_TITLE),
                      Texts.shortened(words.text("PaylinkErased", facts), LONGEST_DESCRIPTION));
            });
  }

  private void inUnit(Unit unit, String exceptionId) {
    Optional<PaymentException> exception = ExceptionTasks.lock(unit, exceptionId);
    if (exception.isEmpty()) {
      return;
    }
    if (exception.get().resolvedAt().isPresent()) {
      exception.get().task().ifPresent(task -> close(unit, exceptionId, task));
    } else if (exception.get().task().filter(task -> task.closedAt().isEmpty()).isEmpty()) {
      open(unit, exception.get());
    }
  }

  private void close(Unit unit, String exceptionId, ExceptionTasks.Task task) {
    if (task.closedAt().isEmpty()) {
      host.tasks().close(unit, task.id());
      ExceptionTasks.closed(unit, exceptionId, host.clock().instant());
    }
  }

  private void open(Unit unit, PaymentException exception) {
    Optional<String> login =
        host.settings().policy().taskPeople().of(exception.cause().organizationPartyId());
    if (login.isEmpty()) {
      LOG.warn("exception {} has no task: the policy names nobody who gets it", exception.id());
      return;
    }
    String taskId = host.tasks().open(unit, task(exception, login.get()));
    ExceptionTasks.opened(unit, exception.id(), taskId, login.get());
  }

  private Tasks.NewTask task(PaymentException exception, String login) {
    Words words = new Words(labels, host.tasks().locale(login), host.settings().zone());
    Map<String, String> facts = exception.linkId().map(id -> Map.of("link", id)).orElseGet(Map::of);
    String what = words.text("PaylinkException_" + exception.kind());
    String todo = words.text("PaylinkMend_" + exception.kind());
    return new Tasks.NewTask(
        login,
        Texts.shortened(words.text("PaylinkTask_" + exception.kind(), facts), LONGEST_TITLE),
        Texts.shortened(what + " " + todo, LONGEST_DESCRIPTION));
  }
}
