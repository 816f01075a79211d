namespace Orleans;

/// <summary>Asked when a client's first connection to its cluster failed. A client of the Solo host is in its silo's process and is never without it.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>True when it shall be tried again at once.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
