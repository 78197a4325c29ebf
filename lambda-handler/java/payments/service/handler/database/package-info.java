/** The functions that need the database: migration and reconciliation. */
@org.jspecify.annotations.NullMarked
package payments.service.handler.database;
