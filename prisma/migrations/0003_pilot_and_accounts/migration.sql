-- AlterTable
ALTER TABLE "Partnership" ADD COLUMN     "rehearsed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "pilot" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Claim" (
    "partnershipId" TEXT NOT NULL,
    "connectionKey" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "refusedAt" TIMESTAMPTZ(3),
    "refusedBy" TEXT,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("partnershipId","connectionKey","externalId")
);

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_partnershipId_connectionKey_fkey" FOREIGN KEY ("partnershipId", "connectionKey") REFERENCES "Connection"("partnershipId", "key") ON DELETE CASCADE ON UPDATE CASCADE;
