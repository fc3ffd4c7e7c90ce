import org.apache.ofbiz.entity.transaction.TransactionUtil
import org.paylink.contract.ContractCase
import org.paylink.contract.RecordsFixture
import org.paylink.records.Records

/** The host's database with transactions of the host's own around. */
class OfbizRecordsFixture implements RecordsFixture {
  private final Records records

  OfbizRecordsFixture(Records records) {
    this.records = records
  }

  @Override
  Records records() {
    return records
  }

  @Override
  boolean withinHostTransaction(ContractCase.Body body) {
    assert TransactionUtil.begin()
    try {
      body.execute()
    } finally {
      TransactionUtil.rollback(new IllegalStateException('the case is over'))
    }
    return true
  }
}
