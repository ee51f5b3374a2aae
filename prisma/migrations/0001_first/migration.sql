-- CreateTable
CREATE TABLE "Partnership" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "areaName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "yearStartMonth" INTEGER NOT NULL,
    "mode" TEXT NOT NULL,
    "registerVersion" INTEGER NOT NULL DEFAULT 0,
    "activeFrom" TIMESTAMPTZ(3),
    "nextDueAt" TIMESTAMPTZ(3),
    "lastReference" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Partnership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Connection" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Body" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT,
    "kind" TEXT NOT NULL,
    "statutoryRole" TEXT,
    "external" BOOLEAN NOT NULL DEFAULT false,
    "order" INTEGER NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Body_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "BodyRelation" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fromKey" TEXT NOT NULL,
    "toKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "BodyRelation_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Post" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "organisation" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Person" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "prefers" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Account" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "connectionKey" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "PostHolding" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "postKey" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "PostHolding_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Seat" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyKey" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "representative" TEXT NOT NULL,
    "postKey" TEXT,
    "order" INTEGER NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "refreshedOn" TEXT,
    "status" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Grouping" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "agreementKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Grouping_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Priority" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "endedOn" TEXT,

    CONSTRAINT "Priority_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "AgreementPriority" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "agreementKey" TEXT NOT NULL,
    "priorityKey" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "groupingKeys" TEXT[],
    "order" INTEGER NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "AgreementPriority_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectKey" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "holderKind" TEXT NOT NULL,
    "holderKey" TEXT NOT NULL,
    "holderRole" TEXT,
    "from" TEXT,
    "to" TEXT,
    "since" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Linkage" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyKey" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Linkage_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "RequiredAction" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "agreementKey" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "RequiredAction_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Obligation" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "report" TEXT NOT NULL,
    "owedByKind" TEXT NOT NULL,
    "owedByRole" TEXT NOT NULL,
    "owedToKey" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "dueWorkingDays" INTEGER NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "Obligation_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyKey" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "start" TEXT,
    "place" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Channel" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyKey" TEXT NOT NULL,
    "connectionKey" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Period" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "obligationKey" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Period_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "Return" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "periodId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectKey" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueVersion" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 0,
    "reference" TEXT,

    CONSTRAINT "Return_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "ReturnVersion" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "returnId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "nil" BOOLEAN NOT NULL,
    "values" JSONB NOT NULL,
    "changed" TEXT[],
    "authorKey" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    "draftId" TEXT NOT NULL,

    CONSTRAINT "ReturnVersion_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "openKey" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "page" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "carried" JSONB NOT NULL,
    "savedOrder" TEXT NOT NULL DEFAULT '',
    "sentAt" TIMESTAMPTZ(3),
    "outcome" JSONB,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "addressKind" TEXT NOT NULL,
    "addressKey" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 0,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "connectionKey" TEXT,
    "conversation" TEXT,
    "messageId" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "postingId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "format" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "repeated" BOOLEAN NOT NULL DEFAULT false,
    "leasedUntil" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("partnershipId","key")
);

-- CreateTable
CREATE TABLE "Event" (
    "sequence" BIGSERIAL NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byKey" TEXT,
    "what" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "EdgeMemory" (
    "platform" TEXT NOT NULL,
    "connection" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "EdgeMemory_pkey" PRIMARY KEY ("platform","connection","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Partnership_key_key" ON "Partnership"("key");

-- CreateIndex
CREATE INDEX "Partnership_nextDueAt_idx" ON "Partnership"("nextDueAt");

-- CreateIndex
CREATE INDEX "Connection_platform_externalId_idx" ON "Connection"("platform", "externalId");

-- CreateIndex
CREATE INDEX "BodyRelation_partnershipId_fromKey_idx" ON "BodyRelation"("partnershipId", "fromKey");

-- CreateIndex
CREATE INDEX "BodyRelation_partnershipId_toKey_idx" ON "BodyRelation"("partnershipId", "toKey");

-- CreateIndex
CREATE INDEX "Account_partnershipId_personKey_idx" ON "Account"("partnershipId", "personKey");

-- CreateIndex
CREATE INDEX "Account_partnershipId_connectionKey_idx" ON "Account"("partnershipId", "connectionKey");

-- CreateIndex
CREATE INDEX "Account_externalId_idx" ON "Account"("externalId");

-- CreateIndex
CREATE INDEX "PostHolding_partnershipId_postKey_idx" ON "PostHolding"("partnershipId", "postKey");

-- CreateIndex
CREATE INDEX "PostHolding_partnershipId_personKey_idx" ON "PostHolding"("partnershipId", "personKey");

-- CreateIndex
CREATE INDEX "Seat_partnershipId_bodyKey_idx" ON "Seat"("partnershipId", "bodyKey");

-- CreateIndex
CREATE INDEX "Seat_partnershipId_postKey_idx" ON "Seat"("partnershipId", "postKey");

-- CreateIndex
CREATE INDEX "Grouping_partnershipId_agreementKey_idx" ON "Grouping"("partnershipId", "agreementKey");

-- CreateIndex
CREATE INDEX "AgreementPriority_partnershipId_agreementKey_idx" ON "AgreementPriority"("partnershipId", "agreementKey");

-- CreateIndex
CREATE INDEX "AgreementPriority_partnershipId_priorityKey_idx" ON "AgreementPriority"("partnershipId", "priorityKey");

-- CreateIndex
CREATE INDEX "Assignment_partnershipId_subjectKind_subjectKey_idx" ON "Assignment"("partnershipId", "subjectKind", "subjectKey");

-- CreateIndex
CREATE INDEX "Linkage_partnershipId_bodyKey_idx" ON "Linkage"("partnershipId", "bodyKey");

-- CreateIndex
CREATE INDEX "RequiredAction_partnershipId_agreementKey_idx" ON "RequiredAction"("partnershipId", "agreementKey");

-- CreateIndex
CREATE INDEX "Obligation_partnershipId_owedToKey_idx" ON "Obligation"("partnershipId", "owedToKey");

-- CreateIndex
CREATE INDEX "Meeting_partnershipId_bodyKey_idx" ON "Meeting"("partnershipId", "bodyKey");

-- CreateIndex
CREATE INDEX "Channel_partnershipId_bodyKey_idx" ON "Channel"("partnershipId", "bodyKey");

-- CreateIndex
CREATE INDEX "Channel_partnershipId_connectionKey_idx" ON "Channel"("partnershipId", "connectionKey");

-- CreateIndex
CREATE INDEX "Channel_externalId_idx" ON "Channel"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Period_partnershipId_obligationKey_start_key" ON "Period"("partnershipId", "obligationKey", "start");

-- CreateIndex
CREATE INDEX "Return_partnershipId_subjectKind_subjectKey_idx" ON "Return"("partnershipId", "subjectKind", "subjectKey");

-- CreateIndex
CREATE UNIQUE INDEX "Return_partnershipId_periodId_subjectKind_subjectKey_key" ON "Return"("partnershipId", "periodId", "subjectKind", "subjectKey");

-- CreateIndex
CREATE UNIQUE INDEX "Return_partnershipId_reference_key" ON "Return"("partnershipId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "ReturnVersion_partnershipId_returnId_version_key" ON "ReturnVersion"("partnershipId", "returnId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ReturnVersion_partnershipId_draftId_key" ON "ReturnVersion"("partnershipId", "draftId");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_partnershipId_openKey_key" ON "Draft"("partnershipId", "openKey");

-- CreateIndex
CREATE INDEX "Posting_partnershipId_subject_idx" ON "Posting"("partnershipId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_partnershipId_addressKind_addressKey_subject_part_key" ON "Posting"("partnershipId", "addressKind", "addressKey", "subject", "part");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_sequence_key" ON "Delivery"("sequence");

-- CreateIndex
CREATE INDEX "Delivery_state_notBefore_sequence_idx" ON "Delivery"("state", "notBefore", "sequence");

-- CreateIndex
CREATE INDEX "Delivery_partnershipId_postingId_sequence_idx" ON "Delivery"("partnershipId", "postingId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_partnershipId_dedupeKey_key" ON "Delivery"("partnershipId", "dedupeKey");

-- CreateIndex
CREATE INDEX "Event_partnershipId_subject_sequence_idx" ON "Event"("partnershipId", "subject", "sequence");

-- AddForeignKey
ALTER TABLE "CalendarDay" ADD CONSTRAINT "CalendarDay_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Body" ADD CONSTRAINT "Body_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BodyRelation" ADD CONSTRAINT "BodyRelation_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BodyRelation" ADD CONSTRAINT "BodyRelation_partnershipId_fromKey_fkey" FOREIGN KEY ("partnershipId", "fromKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BodyRelation" ADD CONSTRAINT "BodyRelation_partnershipId_toKey_fkey" FOREIGN KEY ("partnershipId", "toKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_partnershipId_personKey_fkey" FOREIGN KEY ("partnershipId", "personKey") REFERENCES "Person"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_partnershipId_connectionKey_fkey" FOREIGN KEY ("partnershipId", "connectionKey") REFERENCES "Connection"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostHolding" ADD CONSTRAINT "PostHolding_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostHolding" ADD CONSTRAINT "PostHolding_partnershipId_postKey_fkey" FOREIGN KEY ("partnershipId", "postKey") REFERENCES "Post"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostHolding" ADD CONSTRAINT "PostHolding_partnershipId_personKey_fkey" FOREIGN KEY ("partnershipId", "personKey") REFERENCES "Person"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_partnershipId_bodyKey_fkey" FOREIGN KEY ("partnershipId", "bodyKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_partnershipId_postKey_fkey" FOREIGN KEY ("partnershipId", "postKey") REFERENCES "Post"("partnershipId", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grouping" ADD CONSTRAINT "Grouping_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grouping" ADD CONSTRAINT "Grouping_partnershipId_agreementKey_fkey" FOREIGN KEY ("partnershipId", "agreementKey") REFERENCES "Agreement"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Priority" ADD CONSTRAINT "Priority_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementPriority" ADD CONSTRAINT "AgreementPriority_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementPriority" ADD CONSTRAINT "AgreementPriority_partnershipId_agreementKey_fkey" FOREIGN KEY ("partnershipId", "agreementKey") REFERENCES "Agreement"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementPriority" ADD CONSTRAINT "AgreementPriority_partnershipId_priorityKey_fkey" FOREIGN KEY ("partnershipId", "priorityKey") REFERENCES "Priority"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Linkage" ADD CONSTRAINT "Linkage_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Linkage" ADD CONSTRAINT "Linkage_partnershipId_bodyKey_fkey" FOREIGN KEY ("partnershipId", "bodyKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequiredAction" ADD CONSTRAINT "RequiredAction_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequiredAction" ADD CONSTRAINT "RequiredAction_partnershipId_agreementKey_fkey" FOREIGN KEY ("partnershipId", "agreementKey") REFERENCES "Agreement"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_partnershipId_owedToKey_fkey" FOREIGN KEY ("partnershipId", "owedToKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_partnershipId_bodyKey_fkey" FOREIGN KEY ("partnershipId", "bodyKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_partnershipId_bodyKey_fkey" FOREIGN KEY ("partnershipId", "bodyKey") REFERENCES "Body"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_partnershipId_connectionKey_fkey" FOREIGN KEY ("partnershipId", "connectionKey") REFERENCES "Connection"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Period" ADD CONSTRAINT "Period_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Period" ADD CONSTRAINT "Period_partnershipId_obligationKey_fkey" FOREIGN KEY ("partnershipId", "obligationKey") REFERENCES "Obligation"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Return" ADD CONSTRAINT "Return_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Return" ADD CONSTRAINT "Return_partnershipId_periodId_fkey" FOREIGN KEY ("partnershipId", "periodId") REFERENCES "Period"("partnershipId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReturnVersion" ADD CONSTRAINT "ReturnVersion_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReturnVersion" ADD CONSTRAINT "ReturnVersion_partnershipId_returnId_fkey" FOREIGN KEY ("partnershipId", "returnId") REFERENCES "Return"("partnershipId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_partnershipId_postingId_fkey" FOREIGN KEY ("partnershipId", "postingId") REFERENCES "Posting"("partnershipId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Occurrence" ADD CONSTRAINT "Occurrence_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
