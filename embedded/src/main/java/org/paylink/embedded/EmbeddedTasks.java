package org.paylink.embedded;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paylink.host.Actor;
import org.paylink.host.Identifiers;
import org.paylink.host.Permission;
import org.paylink.host.Tasks;
import org.paylink.records.Unit;

/** Tasks of the sample host's people, each on the page of its own person. */
public final class EmbeddedTasks implements Tasks {
  /** The entity's name. */
  public static final String ENTITY = "HostTask";

  private static final String OPEN = "OPEN";
  private static final String DONE = "DONE";
  private static final String BY_US = "<paylink>";

  private final Identifiers identifiers;
  private final InstantSource clock;
  private final Function<String, Optional<Actor>> people;

  /**
   * Tasks of these people.
   *
   * @param people who a login, which may be any text, is
   */
  public EmbeddedTasks(
      Identifiers identifiers, InstantSource clock, Function<String, Optional<Actor>> people) {
    this.identifiers = identifiers;
    this.clock = clock;
    this.people = people;
  }

  @Override
  public Fitness fitness(String userLoginId) {
    return people
        .apply(userLoginId)
        .map(actor -> actor.may(Permission.CONFIRM) ? Fitness.FIT : Fitness.NOT_PERMITTED)
        .orElse(Fitness.UNKNOWN);
  }

  @Override
  public Locale locale(String userLoginId) {
    return Locale.ENGLISH;
  }

  @Override
  public String open(Unit unit, NewTask task) {
    String id = identifiers.next(ENTITY);
    Map<String, Object> row = new HashMap<>();
    row.put("taskId", id);
    row.put("userLoginId", task.userLoginId());
    row.put("title", task.title());
    row.put("description", task.description());
    row.put("statusId", OPEN);
    row.put("createdDate", clock.instant());
    unit.insert(ENTITY, row);
    return id;
  }

  @Override
  public void close(Unit unit, String taskId) {
    done(unit, taskId, BY_US);
  }

  /** Marks a task as done; nothing happens when it is done already. */
  public void done(Unit unit, String taskId, String userLoginId) {
    unit.update(
        ENTITY,
        Map.of("taskId", taskId, "statusId", OPEN),
        Map.of("statusId", DONE, "doneDate", clock.instant(), "doneByUserLogin", userLoginId));
  }

  @Override
  public void replaceText(Unit unit, String taskId, String title, String description) {
    unit.update(
        ENTITY, Map.of("taskId", taskId), Map.of("title", title, "description", description));
  }

  @Override
  public Optional<Boolean> isOpen(Unit unit, String taskId) {
    return unit.find(ENTITY, Map.of("taskId", taskId))
        .map(row -> OPEN.equals(row.text("statusId")));
  }
}
