package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.base.util.UtilMisc
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.security.Security
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.host.Ledger
import org.paylink.host.Permission
import org.paylink.host.Tasks
import org.paylink.records.Unit

/** Tasks as the host's work efforts, assigned to the party of the person's login, made by the system user. */
@CompileStatic
final class OfbizTasks implements Tasks {
  private static final String OPEN = 'CAL_NEEDS_ACTION'
  private static final String DONE = 'CAL_COMPLETED'
  private static final List<String> OVER = [DONE, 'CAL_CANCELLED'].asImmutable()
  /** What the host's webapp of work efforts asks of a user, in this order. */
  private static final List<String> LIST_PERMISSIONS = ['OFBTOOLS', 'WORKEFFORTMGR'].asImmutable()

  private final Delegator delegator
  private final LocalDispatcher dispatcher
  private final OfbizServices services

  OfbizTasks(Delegator delegator, LocalDispatcher dispatcher) {
    this.delegator = delegator
    this.dispatcher = dispatcher
    this.services = new OfbizServices(delegator, dispatcher)
  }

  @Override
  Tasks.Fitness fitness(String userLoginId) {
    GenericValue login = login(userLoginId)
    if (login == null || login.getString('enabled') == 'N' || login.getString('partyId') == null) {
      return Tasks.Fitness.UNKNOWN
    }
    Security security = dispatcher.security
    if (!security.hasEntityPermission('PAYLINK', '_' + Permission.CONFIRM.name(), login)) {
      return Tasks.Fitness.NOT_PERMITTED
    }
    boolean seesList = LIST_PERMISSIONS.every { String entity -> security.hasEntityPermission(entity, '_VIEW', login) }
    return seesList ? Tasks.Fitness.FIT : Tasks.Fitness.CANNOT_SEE_HOST_LIST
  }

  @Override
  Locale locale(String userLoginId) {
    String last = login(userLoginId)?.getString('lastLocale')
    return last ? UtilMisc.parseLocale(last) : Locale.default
  }

  @Override
  String open(Unit unit, Tasks.NewTask task) {
    String partyId = login(task.userLoginId())?.getString('partyId')
    if (partyId == null) {
      throw new IllegalStateException('the login ' + task.userLoginId() + ' has no party to be given a task')
    }
    String id = (String) perform('createWorkEffort', [
      workEffortTypeId: 'TASK', currentStatusId: OPEN, workEffortName: OfbizServices.plain(task.title()),
      description: OfbizServices.plain(task.description()),
      quickAssignPartyId: partyId] as Map<String, Object>).get('workEffortId')
    // The host assigns it by a rule of its own, whose failure its caller would not be told.
    if (assignments(id) == 0L) {
      throw new IllegalStateException('the host did not assign the task to ' + partyId)
    }
    return id
  }

  @Override
  void close(Unit unit, String taskId) {
    GenericValue task = workEffort(taskId)
    if (task == null || task.getString('currentStatusId') in OVER) {
      return
    }
    perform('updateWorkEffort', [workEffortId: taskId, currentStatusId: DONE] as Map<String, Object>)
  }

  @Override
  void replaceText(Unit unit, String taskId, String title, String description) {
    if (workEffort(taskId) != null) {
      perform('updateWorkEffort', [workEffortId: taskId, workEffortName: OfbizServices.plain(title),
        description: OfbizServices.plain(description)] as Map<String, Object>)
    }
  }

  @Override
  Optional<Boolean> isOpen(Unit unit, String taskId) {
    return Optional.ofNullable(workEffort(taskId))
        .map { GenericValue task -> !(task.getString('currentStatusId') in OVER) }
  }

  private Map<String, Object> perform(String service, Map<String, Object> fields) {
    try {
      return services.perform(service, fields)
    } catch (Ledger.LedgerException refusal) {
      throw new IllegalStateException(refusal.message, refusal)
    }
  }

  private long assignments(String taskId) {
    return OfbizServices.<Long>reading {
      EntityQuery.use(delegator).from('WorkEffortPartyAssignment')
          .where([workEffortId: taskId] as Map<String, Object>).queryCount()
    }
  }

  private GenericValue workEffort(String taskId) {
    return OfbizServices.<GenericValue>reading {
      EntityQuery.use(delegator).from('WorkEffort').where([workEffortId: taskId] as Map<String, Object>).queryOne()
    }
  }

  private GenericValue login(String userLoginId) {
    return OfbizServices.<GenericValue>reading {
      EntityQuery.use(delegator).from('UserLogin').where([userLoginId: userLoginId] as Map<String, Object>).queryOne()
    }
  }
}
