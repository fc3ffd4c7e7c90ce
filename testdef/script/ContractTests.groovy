import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths
import java.nio.file.StandardOpenOption
import junit.framework.TestResult
import org.apache.ofbiz.base.component.ComponentConfig
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.DelegatorFactory
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceContainer
import org.paylink.contract.ContractCase
import org.paylink.contract.LedgerContract
import org.paylink.contract.RecordsContract
import org.paylink.host.Ledger
import org.paylink.records.Records
import org.paylink.web.HostScripts

// The suite's own delegator is in test mode, where compare-and-set behaves differently; the cases run on the real one.
Map recordsContract() {
  Delegator real = DelegatorFactory.getDelegator('default')
  Records records = scripts().create('org.paylink.ofbiz.OfbizRecords', Records, real)
  return verify('records', RecordsContract.cases(testClass('OfbizRecordsFixture').newInstance(records)))
}

Map ledgerContract() {
  Delegator real = DelegatorFactory.getDelegator('default')
  LocalDispatcher dispatcher = ServiceContainer.getLocalDispatcher('paylink-ledger-cases', real)
  Records records = scripts().create('org.paylink.ofbiz.OfbizRecords', Records, real)
  Ledger ledger = scripts().create('org.paylink.ofbiz.OfbizLedger', Ledger, real, dispatcher)
  Object fixture = testClass('OfbizLedgerFixture').newInstance(real, dispatcher, records, ledger)
  return verify('ledger', LedgerContract.cases(fixture) +
      testClass('OfbizLedgerCases').newInstance(real, dispatcher, fixture).cases() +
      testClass('OfbizOrderCases').newInstance(real, dispatcher, fixture).cases() +
      testClass('OfbizPayBackCases').newInstance(real, dispatcher, fixture).cases())
}

Map hostCases() {
  Delegator real = DelegatorFactory.getDelegator('default')
  return verify('host', testClass('HostCases').newInstance(real, scripts()).cases())
}

Map sendingCases() {
  Delegator real = DelegatorFactory.getDelegator('default')
  LocalDispatcher dispatcher = ServiceContainer.getLocalDispatcher('paylink-sending-cases', real)
  return verify('sending',
      testClass('SendingCases').newInstance(real, dispatcher, scripts(), testClass('SmtpStub')).cases())
}

Map taskCases() {
  Delegator real = DelegatorFactory.getDelegator('default')
  return verify('tasks', testClass('TaskCases').newInstance(real, scripts()).cases())
}

Map operationsCases() {
  Delegator real = DelegatorFactory.getDelegator('default')
  return verify('operations', testClass('OperationsCases').newInstance(real, scripts()).cases())
}

Map verify(String suite, List<ContractCase> cases) {
  announce(suite, cases.size())
  TestResult results = parameters.testResult
  List<String> failed = cases.findAll { !passes(suite, it, results) }*.name()
  if (cases.isEmpty()) {
    return error("$suite has no cases".toString())
  }
  return failed ? error("$suite: ${failed.size()} of ${cases.size()} cases failed: ${failed.join('; ')}".toString())
      : success()
}

boolean passes(String suite, ContractCase contractCase, TestResult results) {
  int before = results.failureCount() + results.errorCount()
  testClass('ContractCaseTest').newInstance("$suite: ${contractCase.name()}".toString(), contractCase).run(results)
  return results.failureCount() + results.errorCount() == before
}

// The host skips silently what it can't load, so the runner compares this number with the report.
void announce(String suite, int cases) {
  Path announced = Paths.get('runtime/logs/test-results/paylink-announced.txt')
  Files.write(announced, "$suite $cases\n".toString().getBytes('UTF-8'),
      StandardOpenOption.CREATE, StandardOpenOption.APPEND)
}

Class<?> testClass(String name) {
  return TestClasses.of(Paths.get(ComponentConfig.getRootLocation('paylink'), 'testdef', 'script'),
      HostScripts.classLoader).loadClass(name)
}

HostScripts scripts() {
  return HostScripts.at(Paths.get(ComponentConfig.getRootLocation('paylink'), 'script'))
}

class TestClasses {
  private static GroovyClassLoader loader

  static synchronized GroovyClassLoader of(Path folder, ClassLoader parent) {
    if (loader == null) {
      loader = new GroovyClassLoader(parent)
      loader.addClasspath(folder.toString())
    }
    return loader
  }
}
