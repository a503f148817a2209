/** What `GET doctor` answers to a statement of our own: how a request reached the sidecar. */
export type DoctorAnswer = {
	/** Of the statement: a cache in between would answer with an older one. */
	id: string;
	/** The process that answered. */
	process: string;
	/** Whom limits would count. */
	address: string;
	/** Who holds the other end of the connection. */
	connection: string;
	/** Whether that one may say who came. */
	isProxyTrusted: boolean;
	forwardedFor: string | null;
	/** Passenger writes the other end of the connection into X-Forwarded-For, behind what came. */
	isUnderPassenger: boolean;
	/** The access cookie, if it is the one that `GET doctor` sets. */
	cookie: string | null;
};

/** Begins the value of the cookie that the doctor sends around. */
export const doctorCookie = 'doctor-';
