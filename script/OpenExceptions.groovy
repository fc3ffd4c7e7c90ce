import org.apache.ofbiz.entity.util.EntityQuery

// How many exceptions wait for a person, for the menu; nothing where none does.
long open = EntityQuery.use(delegator).from('PaymentException').where('resolvedAt', null).queryCount()
context.paylinkOpenExceptions = open > 0 ? ' (' + open + ')' : ''
