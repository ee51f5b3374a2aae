-- CreateTable
CREATE TABLE "Escalation" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "priorityKeys" TEXT[],
    "bodyKeys" TEXT[],
    "urgency" TEXT NOT NULL,
    "neededBy" TEXT,
    "sensitive" BOOLEAN NOT NULL,
    "values" JSONB NOT NULL,
    "raisedBy" TEXT NOT NULL,
    "raisedFor" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "holderKey" TEXT,
    "withPriority" TEXT,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "waitingSince" TIMESTAMPTZ(3),
    "waited" INTEGER NOT NULL DEFAULT 0,
    "meetingKey" TEXT,
    "mergedInto" TEXT,
    "outcome" JSONB,
    "outcomes" INTEGER NOT NULL DEFAULT 0,
    "closedAt" TIMESTAMPTZ(3),
    "draftId" TEXT NOT NULL,

    CONSTRAINT "Escalation_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "EscalationRaiser" (
    "partnershipId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "bodyKey" TEXT NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "EscalationRaiser_pkey" PRIMARY KEY ("partnershipId","escalationId","personKey")
);

-- CreateTable
CREATE TABLE "EscalationEntry" (
    "id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byKey" TEXT,
    "step" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "words" TEXT,
    "link" TEXT,
    "told" JSONB NOT NULL,

    CONSTRAINT "EscalationEntry_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_partnershipId_reference_key" ON "Escalation"("partnershipId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_partnershipId_draftId_key" ON "Escalation"("partnershipId", "draftId");

-- CreateIndex
CREATE INDEX "Escalation_partnershipId_state_idx" ON "Escalation"("partnershipId", "state");

-- CreateIndex
CREATE INDEX "EscalationRaiser_partnershipId_personKey_idx" ON "EscalationRaiser"("partnershipId", "personKey");

-- CreateIndex
CREATE UNIQUE INDEX "EscalationEntry_sequence_key" ON "EscalationEntry"("sequence");

-- CreateIndex
CREATE INDEX "EscalationEntry_partnershipId_escalationId_sequence_idx" ON "EscalationEntry"("partnershipId", "escalationId", "sequence");

-- AddForeignKey
ALTER TABLE "Escalation" ADD CONSTRAINT "Escalation_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EscalationRaiser" ADD CONSTRAINT "EscalationRaiser_partnershipId_escalationId_fkey" FOREIGN KEY ("partnershipId", "escalationId") REFERENCES "Escalation"("partnershipId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EscalationEntry" ADD CONSTRAINT "EscalationEntry_partnershipId_escalationId_fkey" FOREIGN KEY ("partnershipId", "escalationId") REFERENCES "Escalation"("partnershipId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
