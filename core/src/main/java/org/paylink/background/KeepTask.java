package org.paylink.background;

import java.util.EnumSet;
import java.util.Set;
import org.paylink.host.Host;
import org.paylink.link.Outbox;
import org.paylink.records.Row;
import org.paylink.task.TaskKeeper;

/** Gives a person a task for an exception, and takes it back when the exception is resolved. */
public final class KeepTask implements SideEffect {
  private final TaskKeeper tasks;

  /** For a host. */
  public KeepTask(Host host) {
    tasks = new TaskKeeper(host);
  }

  @Override
  public Set<Outbox.Kind> kinds() {
    return EnumSet.of(Outbox.Kind.OPEN_TASK, Outbox.Kind.CLOSE_TASK);
  }

  @Override
  public Outcome perform(Row row) {
    tasks.keep(row.text("exceptionId"));
    return Outcome.done(unit -> {});
  }
}
