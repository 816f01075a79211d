using Microsoft.Extensions.Logging;

namespace Conversations.Store;

/// <summary>Store 3000s. Exceptions of the drivers are logged by type and code only: their texts may quote a row.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(3000, LogLevel.Information, "Schema is at version {version}")]
    public static partial void SchemaReady(ILogger logger, int version);

    [LoggerMessage(3001, LogLevel.Information, "Journal writer {writer} begins")]
    public static partial void WriterBegins(ILogger logger, string writer);

    [LoggerMessage(3002, LogLevel.Error, "A subscriber of the feed failed on batch {batchNo} of writer {writer}")]
    public static partial void SubscriberFailed(ILogger logger, string writer, long batchNo, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "Journal writer {writer}: the commit of statement {commitNo} ended with {error}; trying again ({attempt})")]
    public static partial void CommitRetried(ILogger logger, string writer, long commitNo, string error, int attempt);

    [LoggerMessage(3004, LogLevel.Error, "Journal writer {writer}: gave up statement {commitNo} with {appends} appends after {error}")]
    public static partial void CommitGivenUp(ILogger logger, string writer, long commitNo, int appends, string error);

    [LoggerMessage(3005, LogLevel.Error, "Stream {stream}: the database refused an append for its contents ({error})")]
    public static partial void Poisoned(ILogger logger, string stream, string error);

    [LoggerMessage(3006, LogLevel.Information, "Journal writer {writer}: statement {commitNo} had been committed although its answer was lost")]
    public static partial void CommitFoundAgain(ILogger logger, string writer, long commitNo);

    [LoggerMessage(3007, LogLevel.Critical, "The journal writer ended")]
    public static partial void WriterEnded(ILogger logger, Exception exception);

    [LoggerMessage(3008, LogLevel.Error, "Journal writer {writer} failed on a batch")]
    public static partial void WriterFailed(ILogger logger, string writer, Exception exception);
}
