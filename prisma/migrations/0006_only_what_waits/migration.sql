-- DropIndex
DROP INDEX "Delivery_state_notBefore_sequence_idx";

-- DropIndex
DROP INDEX "Delivery_urgent_state_idx";

-- CreateIndex
CREATE INDEX "Delivery_waiting_idx" ON "Delivery"("urgent", "sequence") WHERE (state in ('queued', 'sending'));

-- CreateIndex
CREATE INDEX "Delivery_failed_idx" ON "Delivery"("partnershipId", "queuedAt") WHERE (state = 'failed');
