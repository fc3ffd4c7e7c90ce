import junit.framework.TestCase
import org.paylink.contract.ContractCase

/** Shows one case of a contract as a test of its own in the host's report. */
class ContractCaseTest extends TestCase {
  private final ContractCase contractCase

  ContractCaseTest(String name, ContractCase contractCase) {
    super(name)
    this.contractCase = contractCase
  }

  @Override
  protected void runTest() throws Throwable {
    contractCase.verify()
  }
}
