/**
 * The one connection to PostgreSQL: how it is opened, checked, lost and opened again. Start at
 * {@link payments.service.database.Database}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.database;
