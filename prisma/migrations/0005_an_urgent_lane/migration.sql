-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "urgent" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Delivery_urgent_state_idx" ON "Delivery"("urgent", "state");
