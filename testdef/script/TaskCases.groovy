import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceContainer
import org.apache.ofbiz.service.ServiceUtil
import org.paylink.contract.ContractCase
import org.paylink.host.Host
import org.paylink.host.Tasks
import org.paylink.link.ExceptionCause
import org.paylink.link.ExceptionDetail
import org.paylink.link.ExceptionKind
import org.paylink.link.PaymentExceptions
import org.paylink.task.TaskKeeper
import org.paylink.web.HostScripts

/** Tasks as work efforts, one for each exception, and the service that sets the policy. */
class TaskCases {
  private static final String PERSON = 'accountingadmin'
  /** What German and English texts hold. */
  private static final String WORDS = 'Der Betrag – „größer“ als verlangt – is the customer\'s; "booked" (50.85 $).'
  private static final List<String> POLICY = ['default.validity.days', 'maximum.validity.days', 'attempt.limit',
      'order.approval.limits', 'task.people'].asImmutable()

  private final Delegator delegator
  private final Host host

  TaskCases(Delegator delegator, HostScripts scripts) {
    this.delegator = delegator
    this.host = scripts.type('org.paylink.ofbiz.OfbizHost').named('default', 'paylink-task-case')
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('a task is assigned to the party of its person, and closed as completed', this.&task),
        new ContractCase('who can be given tasks is told from who cannot', this.&fitness),
        new ContractCase('an exception gives one task, however often it is looked at', this.&once),
        new ContractCase('a task ticked off by hand leaves its exception open and is not given again', this.&byHand),
        new ContractCase('a policy is stored as a whole or not at all', this.&policy),
    ]
  }

  private void task() {
    String id = host.records().unit { unit ->
      host.tasks().open(unit, new Tasks.NewTask(PERSON, 'Look at <this> & Müller\'s', WORDS))
    }
    GenericValue made = workEffort(id)
    assert made.workEffortTypeId == 'TASK' && made.currentStatusId == 'CAL_NEEDS_ACTION'
    assert made.workEffortName == 'Look at  this    Müller\'s'
    assert made.description == WORDS
    GenericValue login = delegator.findOne('UserLogin', [userLoginId: PERSON], false)
    assert assignments(id)*.partyId == [login.partyId]
    assert isOpen(id) == Optional.of(true)
    2.times { host.records().run { unit -> host.tasks().close(unit, id) } }
    assert workEffort(id).currentStatusId == 'CAL_COMPLETED'
    assert isOpen(id) == Optional.of(false)
    assert isOpen('NO_SUCH_TASK') == Optional.empty()
    host.records().run { unit -> host.tasks().replaceText(unit, id, 'Erased & gone', 'Erased on <a day>') }
    assert workEffort(id).workEffortName == 'Erased   gone'
    assert workEffort(id).description == 'Erased on  a day '
    assert workEffort(id).currentStatusId == 'CAL_COMPLETED'
    host.records().run { unit -> host.tasks().replaceText(unit, 'NO_SUCH_TASK', 'a', 'b') }
  }

  private void fitness() {
    // The demo accountant may confirm payments, but has no permission of the host's list of tasks.
    assert host.tasks().fitness(PERSON) == Tasks.Fitness.CANNOT_SEE_HOST_LIST
    assert host.tasks().fitness('admin') == Tasks.Fitness.FIT
    assert host.tasks().fitness('DemoRepAll') == Tasks.Fitness.NOT_PERMITTED
    assert host.tasks().fitness('anonymous') == Tasks.Fitness.UNKNOWN
    for (String text : ['', 'nobody at all', "a'; --", 'x' * 300]) {
      assert host.tasks().fitness(text) == Tasks.Fitness.UNKNOWN
    }
  }

  private void once() {
    keepingPolicy {
      set('task.people', PERSON)
      String about = 'case ' + UUID.randomUUID()
      String id = raise(about)
      TaskKeeper keeper = new TaskKeeper(host)
      3.times { keeper.keep(id) }
      String task = taskOf(id)
      assert workEffort(task).workEffortName.startsWith('Money at the payment provider')
      host.records().run { unit ->
        PaymentExceptions.resolve(
            unit, ExceptionKind.UNKNOWN_PAYMENT, about, Optional.empty(), 'case', 'x', Instant.now())
      }
      2.times { keeper.keep(id) }
      assert workEffort(task).currentStatusId == 'CAL_COMPLETED'
      assert raise(about) == id
      2.times { keeper.keep(id) }
      assert taskOf(id) != task
      host.records().run { unit -> host.tasks().close(unit, taskOf(id)) }
      resolve(about)
    }
  }

  private void byHand() {
    keepingPolicy {
      set('task.people', PERSON)
      String about = 'case ' + UUID.randomUUID()
      String id = raise(about)
      TaskKeeper keeper = new TaskKeeper(host)
      keeper.keep(id)
      String task = taskOf(id)
      GenericValue row = workEffort(task)
      row.currentStatusId = 'CAL_COMPLETED'
      row.store()
      keeper.keep(id)
      assert taskOf(id) == task
      assert exception(id).resolvedAt == null
      resolve(about)
    }
  }

  private void policy() {
    keepingPolicy {
      LocalDispatcher dispatcher = ServiceContainer.getLocalDispatcher('paylink-task-case', delegator)
      GenericValue admin = delegator.findOne('UserLogin', [userLoginId: 'admin'], false)
      Map stored = dispatcher.runSync('storePaylinkPolicy',
          [userLogin: admin, approvalLimits: '500.00 USD', attemptLimit: '5', taskPeople: 'Company=' + PERSON])
      assert ServiceUtil.isSuccess(stored)
      assert host.settings().policy().attemptLimit() == 5
      assert host.settings().policy().taskPeople().of(Optional.of('Company')).get() == PERSON
      Map refused = dispatcher.runSync('storePaylinkPolicy',
          [userLogin: admin, attemptLimit: '7', defaultValidityDays: '60', maximumValidityDays: '30'])
      assert ServiceUtil.getErrorMessage(refused).contains('longer than the longest one')
      assert host.settings().policy().attemptLimit() == 5
      GenericValue sales = delegator.findOne('UserLogin', [userLoginId: 'DemoRepAll'], false)
      assert !ServiceUtil.isSuccess(dispatcher.runSync('storePaylinkPolicy', [userLogin: sales, attemptLimit: '7']))
      assert host.settings().policy().attemptLimit() == 5
    }
  }

  private String raise(String about) {
    host.records().run { unit ->
      PaymentExceptions.raise(unit, ExceptionKind.UNKNOWN_PAYMENT, about, Optional.empty(),
          ExceptionCause.UNSAID.in('Company'), ExceptionDetail.message(about), Instant.now())
    }
    return delegator.findByAnd('PaymentException', [kind: 'UNKNOWN_PAYMENT', resolvedAt: null], ['-openedAt'], false)
        .find { it.detail.contains(about) }.exceptionId
  }

  private void resolve(String about) {
    host.records().run { unit ->
      PaymentExceptions.resolve(
          unit, ExceptionKind.UNKNOWN_PAYMENT, about, Optional.empty(), 'case', 'x', Instant.now())
    }
  }

  private GenericValue exception(String id) {
    return delegator.findOne('PaymentException', [exceptionId: id], false)
  }

  private String taskOf(String id) {
    String task = exception(id).workEffortId
    assert task != null && assignments(task).size() == 1
    return task
  }

  private GenericValue workEffort(String id) {
    return delegator.findOne('WorkEffort', [workEffortId: id], false)
  }

  private List<GenericValue> assignments(String id) {
    return delegator.findByAnd('WorkEffortPartyAssignment', [workEffortId: id], null, false)
  }

  private Optional<Boolean> isOpen(String id) {
    return host.records().unit { unit -> host.tasks().isOpen(unit, id) }
  }

  private void set(String name, String value) {
    delegator.createOrStore(delegator.makeValue('SystemProperty',
        [systemResourceId: 'paylink', systemPropertyId: name, systemPropertyValue: value]))
  }

  /** Puts the policy back as it was. */
  private void keepingPolicy(Closure<?> body) {
    List<GenericValue> before = delegator.findByAnd('SystemProperty', [systemResourceId: 'paylink'], null, false)
    try {
      body.call()
    } finally {
      POLICY.each { delegator.removeByAnd('SystemProperty', [systemResourceId: 'paylink', systemPropertyId: it]) }
      before.findAll { it.systemPropertyId in POLICY }.each { delegator.createOrStore(it) }
    }
  }
}
