using Conversations.Contracts.Ports;

namespace Conversations.Store.Sqlite;

/// <summary>A locked file beside the database: held while migrating and making first rows, by one process or store at a time; a dead holder's lock is free.</summary>
internal static class SqliteStartLock
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    public static async Task<FileStream> TakeAsync(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (TimeProvider.System.GetElapsedTime(begun) > timeout)
                {
                    throw new StoreUnavailableException("Another process has been starting on this SQLite file for too long.", exception);
                }

                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }
}
