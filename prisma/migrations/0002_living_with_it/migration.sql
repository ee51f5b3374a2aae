-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "domains" TEXT[];

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "linked" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Period" ADD COLUMN     "digestHeldAt" TIMESTAMPTZ(3),
ADD COLUMN     "digestHeldBy" TEXT,
ADD COLUMN     "digestIssue" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Return" ADD COLUMN     "excuse" TEXT,
ADD COLUMN     "excusedAt" TIMESTAMPTZ(3),
ADD COLUMN     "excusedBy" TEXT;

-- AlterTable
ALTER TABLE "ReturnVersion" ADD COLUMN     "approvedBy" TEXT,
ADD COLUMN     "preparedBy" TEXT,
ADD COLUMN     "receivedOn" TEXT,
ADD COLUMN     "recordedBy" TEXT,
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBy" TEXT,
ADD COLUMN     "withdrawnFor" TEXT;

-- CreateTable
CREATE TABLE "Leave" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Leave_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "priorityKey" TEXT NOT NULL,
    "fromKey" TEXT NOT NULL,
    "toKey" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Proposal" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "returnId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "nil" BOOLEAN NOT NULL DEFAULT false,
    "raw" JSONB NOT NULL,
    "preparedBy" TEXT NOT NULL,
    "preparedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "answeredBy" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "word" TEXT,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "Snooze" (
    "partnershipId" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "periodEnd" TEXT NOT NULL,
    "until" TEXT NOT NULL,

    CONSTRAINT "Snooze_pkey" PRIMARY KEY ("partnershipId","personKey","periodEnd")
);

-- CreateIndex
CREATE INDEX "Leave_partnershipId_personKey_idx" ON "Leave"("partnershipId", "personKey");

-- CreateIndex
CREATE INDEX "Delegation_partnershipId_priorityKey_idx" ON "Delegation"("partnershipId", "priorityKey");

-- CreateIndex
CREATE INDEX "Delegation_partnershipId_fromKey_idx" ON "Delegation"("partnershipId", "fromKey");

-- CreateIndex
CREATE INDEX "Delegation_partnershipId_toKey_idx" ON "Delegation"("partnershipId", "toKey");

-- CreateIndex
CREATE INDEX "Proposal_partnershipId_returnId_state_idx" ON "Proposal"("partnershipId", "returnId", "state");

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_partnershipId_personKey_fkey" FOREIGN KEY ("partnershipId", "personKey") REFERENCES "Person"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_partnershipId_priorityKey_fkey" FOREIGN KEY ("partnershipId", "priorityKey") REFERENCES "Priority"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_partnershipId_fromKey_fkey" FOREIGN KEY ("partnershipId", "fromKey") REFERENCES "Person"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_partnershipId_toKey_fkey" FOREIGN KEY ("partnershipId", "toKey") REFERENCES "Person"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_partnershipId_returnId_fkey" FOREIGN KEY ("partnershipId", "returnId") REFERENCES "Return"("partnershipId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Snooze" ADD CONSTRAINT "Snooze_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
